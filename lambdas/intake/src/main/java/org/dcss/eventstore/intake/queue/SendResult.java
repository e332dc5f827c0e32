package org.dcss.eventstore.intake.queue;

import java.time.Duration;

/** Whether the queue has a message. */
public sealed interface SendResult {

    /** The queue confirmed it. */
    record Sent() implements SendResult {}

    /**
     * The queue did not confirm it; it may have it all the same.
     *
     * @param reason free of the message's own text
     */
    record Failed(String reason) implements SendResult {}

    /**
     * It was not sent: the source has used its quota up.
     *
     * @param retryAfter when all that was not sent could be, in whole seconds
     */
    record OverQuota(Duration retryAfter) implements SendResult {}
}
