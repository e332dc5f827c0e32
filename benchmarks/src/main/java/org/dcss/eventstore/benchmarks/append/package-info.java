/** What an append takes beside the conditional put that it cannot do without. */
@NullMarked
package org.dcss.eventstore.benchmarks.append;

import org.jspecify.annotations.NullMarked;
