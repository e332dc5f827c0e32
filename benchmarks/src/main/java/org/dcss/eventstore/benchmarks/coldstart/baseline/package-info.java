/** Small functions to compare with: they make the same AWS calls, and do little or nothing around them. */
@NullMarked
package org.dcss.eventstore.benchmarks.coldstart.baseline;

import org.jspecify.annotations.NullMarked;
