/** Clients that submit by HTTP. */
@NullMarked
package org.dcss.eventstore.benchmarks.load;

import org.jspecify.annotations.NullMarked;
