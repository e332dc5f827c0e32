/** Endpoints that show the log: days, the feed and single events. */
@NullMarked
package org.dcss.eventstore.query.log;

import org.jspecify.annotations.NullMarked;
