/** What every benchmark needs: how much to run, how to compare fairly, and how to report. */
@NullMarked
package org.dcss.eventstore.benchmarks.harness;

import org.jspecify.annotations.NullMarked;
