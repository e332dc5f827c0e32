/** The functions as they are deployed, over engines on this machine. */
@NullMarked
package org.dcss.eventstore.benchmarks.deployment;

import org.jspecify.annotations.NullMarked;
