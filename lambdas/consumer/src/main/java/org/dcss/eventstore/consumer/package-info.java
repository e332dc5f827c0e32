/** The consumer Lambda: drains the queue into the event table. */
@NullMarked
package org.dcss.eventstore.consumer;

import org.jspecify.annotations.NullMarked;
