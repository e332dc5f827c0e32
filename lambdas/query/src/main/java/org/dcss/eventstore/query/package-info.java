/** The query Lambda: days, the feed, single events, and whether the table answers. */
@NullMarked
package org.dcss.eventstore.query;

import org.jspecify.annotations.NullMarked;
