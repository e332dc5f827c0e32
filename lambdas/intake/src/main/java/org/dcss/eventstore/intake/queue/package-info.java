/** From messages to a queue that has confirmed them, within each source's quota. */
@NullMarked
package org.dcss.eventstore.intake.queue;

import org.jspecify.annotations.NullMarked;
