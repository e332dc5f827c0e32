/** What it costs to acknowledge an event. */
@NullMarked
package org.dcss.eventstore.benchmarks.submit;

import org.jspecify.annotations.NullMarked;
