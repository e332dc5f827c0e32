package org.dcss.eventstore.local.engines;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.dcss.eventstore.local.engines.sqs.Queues;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.SqsException;

/**
 * A process that works on durable engines until it is killed, and says line by line what it was answered. First it
 * takes and names all that earlier processes left behind.
 */
final class Load {
    static final String READY = "ready";
    static final String FOUND = "found";
    static final String ITEM = "item";
    static final String SENT = "sent";
    static final String DELETING = "deleting";
    static final String DELETED = "deleted";
    static final String PUT = "put";

    private static final int SENDERS = 8;
    private static final int CONSUMERS = 3;
    private static final long MAX_SENDS = 1_000_000;
    private static final int MAX_RECEIVES = 2;
    private static final String BODY = " " + "x".repeat(700);

    private final long run;
    private final SqsClient sqs;
    private final DynamoDbClient dynamoDb;
    private final Queues queues;

    private Load(long run, Engines engines) {
        this.run = run;
        sqs = engines.sqsClient();
        dynamoDb = engines.dynamoDbClient();
        queues = Queues.ensure(sqs, new Queues.Spec("events", false, Duration.ZERO, MAX_RECEIVES));
    }

    /** {@code directory run [verify]}: with a third argument it ends where the work would begin. */
    public static void main(String[] arguments) throws IOException {
        Speech.begin();
        try (var engines = Engines.at(Path.of(arguments[0]))) {
            var load = new Load(Long.parseLong(arguments[1]), engines);
            load.nameItems();
            load.drain(load.queues.url());
            load.drain(load.queues.dlqUrl());
            Speech.say(READY, "");
            if (arguments.length == 2) {
                load.work();
            }
        }
    }

    private void nameItems() {
        if (dynamoDb.listTables().tableNames().isEmpty()) {
            Tables.create(dynamoDb, "slots");
        }
        dynamoDb.scanPaginator(r -> r.tableName("slots")).items().stream()
                .flatMap(item -> Stream.ofNullable(item.get("slot")))
                .forEach(slot -> Speech.say(ITEM, slot.n()));
    }

    private void drain(String url) {
        while (left(url) > 0) {
            sqs.receiveMessage(r -> r.queueUrl(url).maxNumberOfMessages(10).visibilityTimeout(600))
                    .messages()
                    .forEach(message -> {
                        Speech.say(FOUND, id(message.body()));
                        sqs.deleteMessage(r -> r.queueUrl(url).receiptHandle(message.receiptHandle()));
                    });
        }
    }

    private int left(String url) {
        return sqs
                .getQueueAttributes(r -> r.queueUrl(url)
                        .attributeNames(
                                QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES,
                                QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE))
                .attributes()
                .values()
                .stream()
                .mapToInt(Integer::parseInt)
                .sum();
    }

    private void work() {
        for (int i = 0; i < CONSUMERS; i++) {
            new Thread(this::consume, "consumer-" + i).start();
        }
        for (int i = 1; i < SENDERS; i++) {
            int sender = i;
            new Thread(() -> send(sender), "sender-" + i).start();
        }
        send(0);
    }

    private void send(int sender) {
        for (long n = sender; ; n += SENDERS) {
            var id = run + "-" + n;
            sqs.sendMessage(r -> r.queueUrl(queues.url()).messageBody(id + BODY));
            Speech.say(SENT, id);
            var slot = Long.toString(run * MAX_SENDS + n);
            dynamoDb.putItem(r -> r.tableName("slots")
                    .item(Map.of("slot", AttributeValue.fromN(slot), "data", AttributeValue.fromS(BODY)))
                    .conditionExpression("attribute_not_exists(slot)"));
            Speech.say(PUT, slot);
            putTwo(slot);
        }
    }

    /** Two items in one transaction: below zero, the one at an even slot and the one below it. */
    private void putTwo(String slot) {
        var even = -2 - 2 * Long.parseLong(slot);
        var slots = List.of(Long.toString(even), Long.toString(even - 1));
        dynamoDb.transactWriteItems(r -> r.transactItems(slots.stream()
                .map(one -> TransactWriteItem.builder()
                        .put(put -> put.tableName("slots")
                                .item(Map.of("slot", AttributeValue.fromN(one)))
                                .conditionExpression("attribute_not_exists(slot)"))
                        .build())
                .toList()));
        slots.forEach(one -> Speech.say(PUT, one));
    }

    /** Deletes what the even ones sent; the rest goes to the DLQ after two receives. */
    private void consume() {
        while (true) {
            sqs.receiveMessage(r ->
                            r.queueUrl(queues.url()).maxNumberOfMessages(10).waitTimeSeconds(1))
                    .messages()
                    .forEach(message -> delete(id(message.body()), message.receiptHandle()));
        }
    }

    private void delete(String id, String receipt) {
        if (Long.parseLong(id.substring(id.indexOf('-') + 1)) % 2 == 0) {
            Speech.say(DELETING, id);
            try {
                sqs.deleteMessage(r -> r.queueUrl(queues.url()).receiptHandle(receipt));
                Speech.say(DELETED, id);
            } catch (SqsException e) {
                // Another consumer has received it since, and deletes it.
            }
        }
    }

    private static String id(String body) {
        return body.substring(0, body.indexOf(' '));
    }
}
