/** Reading the log: the feed and the days. */
@NullMarked
package org.dcss.eventstore.tools.feed;

import org.jspecify.annotations.NullMarked;
