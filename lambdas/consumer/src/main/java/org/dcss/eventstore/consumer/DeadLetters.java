package org.dcss.eventstore.consumer;

import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;

/** Where messages go that can never be stored. */
interface DeadLetters {

    /**
     * Keeps the message with the reason why it cannot be stored. May keep it twice.
     *
     * @return whether it is kept for certain
     */
    boolean keep(SQSMessage message, String reason);
}
