/**
 * Random schedules of the whole system, in which the production protocol and feed meet crashes, lost answers and wrong
 * clocks; its tables pass the contracts that every other implementation passes.
 */
@NullMarked
package org.dcss.eventstore.core.simulation;

import org.jspecify.annotations.NullMarked;
