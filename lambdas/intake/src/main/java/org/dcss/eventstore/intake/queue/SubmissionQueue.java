package org.dcss.eventstore.intake.queue;

import java.time.Instant;
import java.util.List;
import org.dcss.eventstore.core.message.Message;

/** The queue as submit sees it. Safe for use by several threads. */
public interface SubmissionQueue {

    /**
     * Sends messages of one source; failures are answers.
     *
     * @param answerBy when to stop trying
     * @return one result for each message, in order
     */
    List<SendResult> send(List<Message> messages, Instant answerBy);
}
