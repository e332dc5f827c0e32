/** The tables as the writer sees them: ports whose every call ends in an answer, even if that is that there is none. */
@NullMarked
package org.dcss.eventstore.core.table;

import org.jspecify.annotations.NullMarked;
