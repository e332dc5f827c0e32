/** Plays the SQS event source mapping: polls a queue and hands batches to a function. */
@NullMarked
package org.dcss.eventstore.local.queue;

import org.jspecify.annotations.NullMarked;
