/** What a function tells of itself: log lines and metrics. */
@NullMarked
package org.dcss.eventstore.platform.telemetry;

import org.jspecify.annotations.NullMarked;
