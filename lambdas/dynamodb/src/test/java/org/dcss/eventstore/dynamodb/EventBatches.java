package org.dcss.eventstore.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dcss.eventstore.core.StoredEvent;
import org.dcss.eventstore.dynamodb.item.EventItems;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/** Fills a table for who reads from it: 25 of the items that {@link DynamoDbEventTable} puts in a request, four times as fast. */
public final class EventBatches {

    private static final int BATCH = 25;

    private EventBatches() {}

    /** The events' slots must differ: of two events in one slot, the later would take the earlier's place. */
    public static void write(DynamoDbClient dynamoDb, String table, List<StoredEvent> events) {
        assertThat(events).extracting(StoredEvent::slot).doesNotHaveDuplicates();
        for (int from = 0; from < events.size(); from += BATCH) {
            List<WriteRequest> batch = events.subList(from, Math.min(events.size(), from + BATCH)).stream()
                    .map(event -> EventItems.item(event.slot(), event.event(), Optional.empty()))
                    .map(item -> WriteRequest.builder()
                            .putRequest(put -> put.item(item))
                            .build())
                    .toList();
            assertThat(dynamoDb.batchWriteItem(write -> write.requestItems(Map.of(table, batch)))
                            .unprocessedItems())
                    .isEmpty();
        }
    }
}
