/** How many events there are, by day, hour, source and type. */
@NullMarked
package org.dcss.eventstore.core.counts;

import org.jspecify.annotations.NullMarked;
