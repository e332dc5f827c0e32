/** What the event store costs in money, reckoned from what its functions were measured to use. */
@NullMarked
package org.dcss.eventstore.benchmarks.cost;

import org.jspecify.annotations.NullMarked;
