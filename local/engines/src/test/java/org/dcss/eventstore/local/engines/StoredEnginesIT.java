package org.dcss.eventstore.local.engines;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;

final class StoredEnginesIT extends EnginesContract {

    private static final String SECRET = "what nobody may find once it is gone";

    @TempDir
    private Path directory;

    @Override
    Engines start() throws IOException {
        return Engines.at(directory);
    }

    @Test
    void whatWasTakenOutIsNotLeftInTheFiles() throws Exception {
        Path folder = directory.resolve("fresh");
        // Longer than a page, and shorter: SQLite keeps them in different places.
        List<String> texts = List.of(SECRET, SECRET.repeat(1_000));
        try (Engines engines = Engines.at(folder)) {
            Tables.create(engines.dynamoDbClient(), "events");
            String queue = engines.sqsClient()
                    .createQueue(request -> request.queueName("events"))
                    .queueUrl();
            for (int i = 0; i < texts.size(); i++) {
                String text = texts.get(i);
                put(engines, i, text);
                engines.sqsClient()
                        .sendMessage(request -> request.queueUrl(queue).messageBody(text));
                Message received = engines.sqsClient()
                        .receiveMessage(request -> request.queueUrl(queue).waitTimeSeconds(20))
                        .messages()
                        .get(0);
                put(engines, i, "");
                engines.sqsClient()
                        .deleteMessage(request -> request.queueUrl(queue).receiptHandle(received.receiptHandle()));
            }
        }

        assertThat(filesWith(folder, SECRET)).isEmpty();
    }

    @Test
    void whatIsDeletedIsNotKeptUntilItsVisibilityTimeoutIsOver() throws Exception {
        String text = "x".repeat(50_000);
        try (Engines engines = Engines.at(directory.resolve("deleted"))) {
            SqsClient sqs = engines.sqsClient();
            String queue =
                    sqs.createQueue(request -> request.queueName("events")).queueUrl();
            long before = usedHeap();
            for (int i = 0; i < 520; i++) {
                sqs.sendMessage(request -> request.queueUrl(queue).messageBody(text));
                Message received = sqs.receiveMessage(
                                request -> request.queueUrl(queue).waitTimeSeconds(20))
                        .messages()
                        .get(0);
                sqs.deleteMessage(request -> request.queueUrl(queue).receiptHandle(received.receiptHandle()));
            }

            assertThat(usedHeap() - before).isLessThan(300L * text.length());
        }
    }

    private static long usedHeap() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    private static void put(Engines engines, int slot, String data) {
        engines.dynamoDbClient()
                .putItem(request -> request.tableName("events")
                        .item(Map.of(
                                "slot",
                                AttributeValue.fromN(Integer.toString(slot)),
                                "data",
                                AttributeValue.fromS(data))));
    }

    private static List<Path> filesWith(Path folder, String text) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> contains(file, text))
                    .toList();
        }
    }

    private static boolean contains(Path file, String text) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1).contains(text);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
