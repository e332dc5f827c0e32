/** Small functions to compare with: they make the same calls, and nothing else is done around them. */
@NullMarked
package org.dcss.eventstore.benchmarks.coldstart.contender;

import org.jspecify.annotations.NullMarked;
