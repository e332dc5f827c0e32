/** What the event store costs in time, memory and money, each beside what it must cost at least. */
@NullMarked
package org.dcss.eventstore.benchmarks;

import org.jspecify.annotations.NullMarked;
