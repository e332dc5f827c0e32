/** One event as the text that travels through the queue, and how JSON from outside is read. */
@NullMarked
package org.dcss.eventstore.core.message;

import org.jspecify.annotations.NullMarked;
