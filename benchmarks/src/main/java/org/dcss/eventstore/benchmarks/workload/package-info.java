/** What is submitted, consumed, stored and read: events, and the requests that carry them. */
@NullMarked
package org.dcss.eventstore.benchmarks.workload;

import org.jspecify.annotations.NullMarked;
