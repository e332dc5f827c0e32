/** What reading a day or a page of the feed costs, beside the Query calls that it needs at least. */
@NullMarked
package org.dcss.eventstore.benchmarks.read;

import org.jspecify.annotations.NullMarked;
