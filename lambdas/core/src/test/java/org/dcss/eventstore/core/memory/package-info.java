/** The ports in memory: exact, instant, and gone with the process. For tests. */
@NullMarked
package org.dcss.eventstore.core.memory;

import org.jspecify.annotations.NullMarked;
