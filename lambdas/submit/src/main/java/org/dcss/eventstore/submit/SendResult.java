package org.dcss.eventstore.submit;

/** Whether the queue has a message. */
sealed interface SendResult {

    /** The queue confirmed it. */
    record Sent() implements SendResult {}

    /**
     * The queue did not confirm it; it may have it all the same.
     *
     * @param reason free of the message's own text
     */
    record Failed(String reason) implements SendResult {}
}
