/** What the benchmarks load the event store with. */
@NullMarked
package org.dcss.eventstore.benchmarks.load;

import org.jspecify.annotations.NullMarked;
