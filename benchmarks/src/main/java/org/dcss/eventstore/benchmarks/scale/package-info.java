/** Whether it costs more when there is more of everything, and how much this machine can take. */
@NullMarked
package org.dcss.eventstore.benchmarks.scale;

import org.jspecify.annotations.NullMarked;
