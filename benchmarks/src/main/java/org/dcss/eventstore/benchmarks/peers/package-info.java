/** {@code benchmarks/run.sh peers}: local mode beside what a user would pick instead, each as a process of its own. */
@NullMarked
package org.dcss.eventstore.benchmarks.peers;

import org.jspecify.annotations.NullMarked;
