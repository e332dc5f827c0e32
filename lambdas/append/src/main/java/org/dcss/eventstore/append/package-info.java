/** The append function: versions of streams, one at a time, each of which is passed on to the log. */
@NullMarked
package org.dcss.eventstore.append;

import org.jspecify.annotations.NullMarked;
