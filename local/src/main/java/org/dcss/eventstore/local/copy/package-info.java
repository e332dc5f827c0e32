/** Copies a log from local mode to a deployment or back, each event to the same slot, and streams. */
@NullMarked
package org.dcss.eventstore.local.copy;

import org.jspecify.annotations.NullMarked;
