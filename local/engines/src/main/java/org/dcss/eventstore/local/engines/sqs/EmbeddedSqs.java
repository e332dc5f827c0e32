package org.dcss.eventstore.local.engines.sqs;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import org.apache.pekko.actor.ActorRef;
import org.apache.pekko.pattern.AskTimeoutException;
import org.apache.pekko.pattern.Patterns;
import org.elasticmq.DeduplicationId;
import org.elasticmq.DefaultVisibilityTimeout$;
import org.elasticmq.DeliveryReceipt;
import org.elasticmq.ImmediateNextDelivery$;
import org.elasticmq.MessageAttribute;
import org.elasticmq.MessageContent;
import org.elasticmq.MessageData;
import org.elasticmq.MillisVisibilityTimeout;
import org.elasticmq.NewMessageData;
import org.elasticmq.OnDateTimeReceived;
import org.elasticmq.StringMessageAttribute;
import org.elasticmq.VisibilityTimeout;
import org.elasticmq.msg.DeleteMessage;
import org.elasticmq.msg.LookupQueue;
import org.elasticmq.msg.ReceiveMessages;
import org.elasticmq.msg.SendMessage;
import org.elasticmq.rest.sqs.SQSException;
import org.jspecify.annotations.Nullable;
import scala.Option;
import scala.jdk.javaapi.CollectionConverters;
import scala.util.Either;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequest;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchResponse;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchResultEntry;
import software.amazon.awssdk.services.sqs.model.DeleteMessageRequest;
import software.amazon.awssdk.services.sqs.model.DeleteMessageResponse;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageRequest;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageResponse;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResponse;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResultEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageResponse;
import software.amazon.awssdk.services.sqs.model.SqsException;

/**
 * The SDK's client of an ElasticMQ in this process, which speaks to the queues themselves: no socket, no signature, no HTTP.
 * It sends, receives and deletes; what concerns queues as such goes over the wire. All system attributes and message
 * attributes of text are received, whether asked for or not.
 */
final class EmbeddedSqs implements SqsClient {

    private static final int MAX_ENTRIES = 10;

    /** The type of message attributes of text, and what stands before a label of the sender's. */
    private static final String TEXT = "String";

    /** Beyond the time that a receive may wait for a message. */
    private static final Duration MARGIN = Duration.ofSeconds(5);

    private final ActorRef manager;
    private final BooleanSupplier open;
    private final Duration patience;
    private final Map<String, ActorRef> queues = new ConcurrentHashMap<>();

    /**
     * A client.
     *
     * @param open whether the engine lets anybody in
     * @param patience how long a call may take whose request does not say
     */
    EmbeddedSqs(ActorRef manager, BooleanSupplier open, Duration patience) {
        this.manager = manager;
        this.open = open;
        this.patience = patience;
    }

    @Override
    public SendMessageResponse sendMessage(SendMessageRequest request) {
        var limit = limit(request.overrideConfiguration());
        var sent = send(
                queue(request.queueUrl(), limit),
                newMessage(
                        request.messageBody(),
                        request.messageAttributes(),
                        request.messageGroupId(),
                        request.messageDeduplicationId(),
                        0),
                limit);
        var message = await(sent, limit);
        return SendMessageResponse.builder()
                .messageId(message.id().id())
                .md5OfMessageBody(md5(request.messageBody()))
                .sequenceNumber(orNull(message.sequenceNumber()))
                .build();
    }

    /** In the batch's order. */
    @Override
    public SendMessageBatchResponse sendMessageBatch(SendMessageBatchRequest request) {
        atMostTen(request.entries().size());
        var limit = limit(request.overrideConfiguration());
        var queue = queue(request.queueUrl(), limit);
        var sending = new ArrayList<CompletableFuture<MessageData>>();
        for (var entry : request.entries()) {
            var message = newMessage(
                    entry.messageBody(),
                    entry.messageAttributes(),
                    entry.messageGroupId(),
                    entry.messageDeduplicationId(),
                    sending.size());
            sending.add(send(queue, message, limit));
        }
        var successful = new ArrayList<SendMessageBatchResultEntry>();
        var failed = new ArrayList<BatchResultErrorEntry>();
        for (int i = 0; i < sending.size(); i++) {
            SendMessageBatchRequestEntry entry = request.entries().get(i);
            try {
                var message = await(sending.get(i), limit);
                successful.add(SendMessageBatchResultEntry.builder()
                        .id(entry.id())
                        .messageId(message.id().id())
                        .md5OfMessageBody(md5(entry.messageBody()))
                        .sequenceNumber(orNull(message.sequenceNumber()))
                        .build());
            } catch (SqsException e) {
                failed.add(error(
                        entry.id(),
                        e.awsErrorDetails().errorCode(),
                        e.awsErrorDetails().errorMessage()));
            }
        }
        return SendMessageBatchResponse.builder()
                .successful(successful)
                .failed(failed)
                .build();
    }

    @Override
    @SuppressWarnings("unchecked")
    public ReceiveMessageResponse receiveMessage(ReceiveMessageRequest request) {
        int atMost = request.maxNumberOfMessages() == null ? 1 : request.maxNumberOfMessages();
        atMostTen(atMost);
        var wait = Duration.ofSeconds(request.waitTimeSeconds() == null ? 0 : request.waitTimeSeconds());
        VisibilityTimeout visibility = request.visibilityTimeout() == null
                ? DefaultVisibilityTimeout$.MODULE$
                : new MillisVisibilityTimeout(
                        Duration.ofSeconds(request.visibilityTimeout()).toMillis());
        var limit = wait.plus(MARGIN);
        var received = await(
                (CompletableFuture<scala.collection.immutable.List<MessageData>>) (CompletableFuture<?>) ask(
                        queue(request.queueUrl(), limit),
                        new ReceiveMessages(
                                visibility,
                                atMost,
                                wait.isZero() ? Option.empty() : Option.apply(wait),
                                Option.empty()),
                        limit),
                limit);
        return ReceiveMessageResponse.builder()
                .messages(CollectionConverters.asJava(received).stream()
                        .map(EmbeddedSqs::message)
                        .toList())
                .build();
    }

    @Override
    @SuppressWarnings("unchecked")
    public DeleteMessageBatchResponse deleteMessageBatch(DeleteMessageBatchRequest request) {
        atMostTen(request.entries().size());
        var queue = queue(request.queueUrl(), patience);
        var deleting = new ArrayList<CompletableFuture<Either<?, ?>>>();
        for (var entry : request.entries()) {
            deleting.add((CompletableFuture<Either<?, ?>>) (CompletableFuture<?>)
                    ask(queue, new DeleteMessage(new DeliveryReceipt(entry.receiptHandle())), patience));
        }
        var successful = new ArrayList<DeleteMessageBatchResultEntry>();
        var failed = new ArrayList<BatchResultErrorEntry>();
        for (int i = 0; i < deleting.size(); i++) {
            DeleteMessageBatchRequestEntry entry = request.entries().get(i);
            try {
                if (await(deleting.get(i), patience).isRight()) {
                    successful.add(DeleteMessageBatchResultEntry.builder()
                            .id(entry.id())
                            .build());
                } else {
                    failed.add(error(entry.id(), "ReceiptHandleIsInvalid", "no such receipt handle"));
                }
            } catch (SqsException e) {
                failed.add(error(
                        entry.id(),
                        e.awsErrorDetails().errorCode(),
                        e.awsErrorDetails().errorMessage()));
            }
        }
        return DeleteMessageBatchResponse.builder()
                .successful(successful)
                .failed(failed)
                .build();
    }

    @Override
    public DeleteMessageResponse deleteMessage(DeleteMessageRequest request) {
        var deleted = deleteMessageBatch(DeleteMessageBatchRequest.builder()
                .queueUrl(request.queueUrl())
                .entries(DeleteMessageBatchRequestEntry.builder()
                        .id("1")
                        .receiptHandle(request.receiptHandle())
                        .build())
                .build());
        for (var error : deleted.failed()) {
            throw failed(error.code(), 400, error.message());
        }
        return DeleteMessageResponse.builder().build();
    }

    private static void atMostTen(int entries) {
        if (entries < 1 || entries > MAX_ENTRIES) {
            throw failed("InvalidParameterValue", 400, "1 to 10 messages, not " + entries);
        }
    }

    private static NewMessageData newMessage(
            String body,
            Map<String, MessageAttributeValue> attributes,
            @Nullable String group,
            @Nullable String deduplication,
            int position) {
        var texts = new TreeMap<String, MessageAttribute>();
        attributes.forEach((name, value) -> texts.put(name, text(value)));
        return new NewMessageData(
                Option.empty(),
                new MessageContent(body),
                scala.collection.immutable.Map.from(CollectionConverters.asScala(texts)),
                ImmediateNextDelivery$.MODULE$,
                Option.apply(group),
                Option.apply(deduplication).map(DeduplicationId::new),
                position,
                Option.empty(),
                Option.empty(),
                Option.empty());
    }

    private static MessageAttribute text(MessageAttributeValue value) {
        var type = value.dataType();
        if (!type.equals(TEXT) && !type.startsWith(TEXT + ".")) {
            throw failed("InvalidParameterValue", 400, "a message attribute that is not text: " + type);
        }
        return new StringMessageAttribute(
                value.stringValue(),
                type.equals(TEXT) ? Option.empty() : Option.apply(type.substring(TEXT.length() + 1)));
    }

    @SuppressWarnings("unchecked")
    private static CompletableFuture<MessageData> send(ActorRef queue, NewMessageData message, Duration limit) {
        return (CompletableFuture<MessageData>) (CompletableFuture<?>) ask(queue, new SendMessage(message), limit);
    }

    private static Message message(MessageData received) {
        var system = new EnumMap<MessageSystemAttributeName, String>(MessageSystemAttributeName.class);
        system.put(MessageSystemAttributeName.SENDER_ID, "127.0.0.1");
        system.put(
                MessageSystemAttributeName.SENT_TIMESTAMP,
                Long.toString(received.created().toInstant().toEpochMilli()));
        system.put(
                MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT,
                Integer.toString(received.statistics().approximateReceiveCount()));
        if (received.statistics().approximateFirstReceive() instanceof OnDateTimeReceived first) {
            system.put(
                    MessageSystemAttributeName.APPROXIMATE_FIRST_RECEIVE_TIMESTAMP,
                    Long.toString(first.when().toInstant().toEpochMilli()));
        }
        putIfThere(system, MessageSystemAttributeName.MESSAGE_GROUP_ID, received.messageGroupId());
        putIfThere(
                system,
                MessageSystemAttributeName.MESSAGE_DEDUPLICATION_ID,
                received.messageDeduplicationId().map(DeduplicationId::id));
        putIfThere(system, MessageSystemAttributeName.SEQUENCE_NUMBER, received.sequenceNumber());
        var attributes = new TreeMap<String, MessageAttributeValue>();
        CollectionConverters.asJava(received.messageAttributes()).forEach((name, value) -> {
            if (value instanceof StringMessageAttribute text) {
                attributes.put(
                        name,
                        MessageAttributeValue.builder()
                                .dataType(text.getDataType())
                                .stringValue(text.stringValue())
                                .build());
            }
        });
        var body = received.content().value();
        return Message.builder()
                .messageId(received.id().id())
                .receiptHandle(orNull(received.deliveryReceipt().map(DeliveryReceipt::receipt)))
                .body(body)
                .md5OfBody(md5(body))
                .attributes(system)
                .messageAttributes(attributes)
                .build();
    }

    private static void putIfThere(
            Map<MessageSystemAttributeName, String> system, MessageSystemAttributeName name, Option<String> value) {
        if (value.isDefined()) {
            system.put(name, value.get());
        }
    }

    private static @Nullable String orNull(Option<String> value) {
        return value.getOrElse(() -> null);
    }

    private static String md5(String body) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("MD5").digest(body.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The queue's own actor, which lives as long as the engine. */
    @SuppressWarnings("unchecked")
    private ActorRef queue(String url, Duration limit) {
        if (!open.getAsBoolean()) {
            throw SdkClientException.create("ElasticMQ is shut");
        }
        var known = queues.get(url);
        if (known != null) {
            return known;
        }
        var name = url.substring(url.lastIndexOf('/') + 1);
        var found = await(
                (CompletableFuture<Option<ActorRef>>) (CompletableFuture<?>) ask(manager, new LookupQueue(name), limit),
                limit);
        if (found.isEmpty()) {
            throw QueueDoesNotExistException.builder()
                    .message("no queue " + name)
                    .awsErrorDetails(AwsErrorDetails.builder()
                            .errorCode("AWS.SimpleQueueService.NonExistentQueue")
                            .serviceName(SERVICE_NAME)
                            .build())
                    .statusCode(400)
                    .build();
        }
        queues.put(url, found.get());
        return found.get();
    }

    private Duration limit(Optional<AwsRequestOverrideConfiguration> override) {
        return override.flatMap(AwsRequestOverrideConfiguration::apiCallTimeout).orElse(patience);
    }

    private static CompletableFuture<Object> ask(ActorRef actor, Object message, Duration limit) {
        return Patterns.ask(actor, message, limit).toCompletableFuture();
    }

    private static <T> T await(CompletableFuture<T> answer, Duration limit) {
        try {
            return answer.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof SQSException refused) {
                throw failed(refused.code(), refused.httpStatusCode(), refused.message());
            }
            if (e.getCause() instanceof AskTimeoutException || e.getCause() instanceof TimeoutException) {
                throw ApiCallTimeoutException.create(limit.toMillis());
            }
            throw SdkClientException.create("ElasticMQ did not answer", e.getCause());
        }
    }

    private static SqsException failed(String code, int status, String message) {
        return (SqsException) SqsException.builder()
                .message(message)
                .awsErrorDetails(AwsErrorDetails.builder()
                        .errorCode(code)
                        .errorMessage(message)
                        .serviceName(SERVICE_NAME)
                        .build())
                .statusCode(status)
                .build();
    }

    private static BatchResultErrorEntry error(String id, String code, String message) {
        return BatchResultErrorEntry.builder()
                .id(id)
                .code(code)
                .message(message)
                .senderFault(false)
                .build();
    }

    @Override
    public String serviceName() {
        return SERVICE_NAME;
    }

    /** Nothing: the engine serves others. */
    @Override
    public void close() {}
}
