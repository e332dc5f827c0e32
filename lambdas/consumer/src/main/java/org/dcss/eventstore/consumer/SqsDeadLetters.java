package org.dcss.eventstore.consumer;

import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.SendMessageRequest;

/** The queue's DLQ, which such a message enters at once instead of after all its deliveries have failed. */
final class SqsDeadLetters implements DeadLetters {

    /** The message attribute that says why a message was moved. */
    static final String REASON = "Reason";
    /** The message attribute that holds the id the message had in the queue. */
    static final String ORIGINAL_ID = "OriginalMessageId";

    private final Supplier<SqsClient> making;
    private final String url;
    private @Nullable SqsClient made;

    /**
     * A DLQ.
     *
     * @param making makes the client, at the first message only: most functions never need it
     */
    SqsDeadLetters(Supplier<SqsClient> making, String url) {
        this.making = making;
        this.url = url;
    }

    @Override
    public boolean keep(SQSMessage message, String reason) {
        SendMessageRequest.Builder request = SendMessageRequest.builder()
                .queueUrl(url)
                .messageBody(message.getBody())
                .messageAttributes(Map.of(REASON, text(reason), ORIGINAL_ID, text(message.getMessageId())));
        if (url.endsWith(".fifo")) {
            request.messageGroupId(message.getAttributes().getOrDefault("MessageGroupId", "poison"))
                    .messageDeduplicationId(message.getMessageId());
        }
        try {
            client().sendMessage(request.build());
            return true;
        } catch (SdkException e) {
            return false;
        }
    }

    private synchronized SqsClient client() {
        if (made == null) {
            made = making.get();
        }
        return made;
    }

    private static MessageAttributeValue text(String value) {
        return MessageAttributeValue.builder()
                .dataType("String")
                .stringValue(value)
                .build();
    }
}
