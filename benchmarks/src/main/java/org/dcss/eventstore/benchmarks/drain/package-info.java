/** How fast a backlog gets into the table. */
@NullMarked
package org.dcss.eventstore.benchmarks.drain;

import org.jspecify.annotations.NullMarked;
