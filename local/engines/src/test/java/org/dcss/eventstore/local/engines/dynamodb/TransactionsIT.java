package org.dcss.eventstore.local.engines.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.dcss.eventstore.local.engines.Tables;
import org.dcss.eventstore.local.engines.access.Clients;
import org.dcss.eventstore.local.engines.access.PortGuard;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

final class TransactionsIT {

    private static final int TRANSACTIONS = 100;

    @TempDir
    private Path directory;

    /** The queue of the database's jobs rolled an open transaction back where a checkpoint came in between, and answered well. */
    @Test
    void transactionsThatMeetCheckpointsAreKept() throws Exception {
        try (var engine = LocalDynamoDb.at(directory, 0, PortGuard.ANY_KEY, Duration.ofMillis(2));
                var client = Clients.dynamoDb(engine.endpoint())) {
            Tables.create(client, "slots");

            IntStream.range(0, TRANSACTIONS).parallel().forEach(n -> putFour(client, n));

            assertThat(client.scanPaginator(r -> r.tableName("slots")).items().stream()
                            .flatMap(item -> Stream.ofNullable(item.get("slot")))
                            .map(slot -> Integer.parseInt(slot.n())))
                    .containsExactlyInAnyOrderElementsOf(
                            IntStream.range(0, 4 * TRANSACTIONS).boxed().toList());
        }
    }

    private static void putFour(DynamoDbClient client, int n) {
        List<TransactWriteItem> puts = IntStream.range(4 * n, 4 * n + 4)
                .mapToObj(slot -> TransactWriteItem.builder()
                        .put(put -> put.tableName("slots")
                                .item(Map.of("slot", AttributeValue.fromN(Integer.toString(slot)))))
                        .build())
                .toList();
        client.transactWriteItems(r -> r.transactItems(puts));
    }
}
