/** How long each function takes from the start of its process to its first answer, and what of it is ours. */
@NullMarked
package org.dcss.eventstore.benchmarks.coldstart;

import org.jspecify.annotations.NullMarked;
