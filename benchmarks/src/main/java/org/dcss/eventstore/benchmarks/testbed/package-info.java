/** The testbed: the functions over engines on this machine, in this process or as they are deployed. */
@NullMarked
package org.dcss.eventstore.benchmarks.testbed;

import org.jspecify.annotations.NullMarked;
