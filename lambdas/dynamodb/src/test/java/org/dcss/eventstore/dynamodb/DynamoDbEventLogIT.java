package org.dcss.eventstore.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.dcss.eventstore.core.contract.Samples.DAY;
import static org.dcss.eventstore.core.contract.Samples.slot;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dcss.eventstore.core.Day;
import org.dcss.eventstore.core.ReadFailedException;
import org.dcss.eventstore.core.contract.EventLogContract;
import org.dcss.eventstore.core.read.Consistency;
import org.dcss.eventstore.core.read.EventLog;
import org.dcss.eventstore.core.read.Filter;
import org.dcss.eventstore.core.table.EventTable;
import org.dcss.eventstore.dynamodb.item.Attributes;
import org.dcss.eventstore.dynamodb.item.Values;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

final class DynamoDbEventLogIT extends EventLogContract {

    @RegisterExtension
    static final DynamoDbTables DYNAMO_DB = new DynamoDbTables();

    private final String name = DYNAMO_DB.events();

    @Override
    protected EventLog log() {
        return new DynamoDbEventLog(DYNAMO_DB.client(), name);
    }

    @Override
    protected EventTable table() {
        return new DynamoDbEventTable(DYNAMO_DB.client(), name, Duration.ofSeconds(30), Optional.empty());
    }

    @Test
    void absentTableFailsTheRead() {
        EventLog absent = new DynamoDbEventLog(DYNAMO_DB.client(), "absent");

        assertThatThrownBy(() -> absent.read(slot(0), slot(1), Filter.NONE, 1, Consistency.STRONG))
                .isInstanceOf(ReadFailedException.class)
                .hasMessageContaining("absent");
        assertThatThrownBy(() -> absent.days(DAY, DAY, 1, Consistency.STRONG)).isInstanceOf(ReadFailedException.class);
        assertThatThrownBy(() -> absent.get(slot(0))).isInstanceOf(ReadFailedException.class);
    }

    /** An index read to its first page only would end here, at 1 MB. */
    @Test
    void indexOfDaysIsReadToItsEnd() {
        int days = 5_000;
        String padding = "x".repeat(300);
        for (int day = 0; day < days; day += 25) {
            List<WriteRequest> batch = new ArrayList<>();
            for (int i = day; i < day + 25; i++) {
                Map<String, AttributeValue> item = Map.of(
                        "ts_day", Values.number(Attributes.DAY_INDEX),
                        "ts", Values.number(i * 86_400_000L),
                        "padding", Values.text(padding));
                batch.add(
                        WriteRequest.builder().putRequest(put -> put.item(item)).build());
            }
            DYNAMO_DB.client().batchWriteItem(write -> write.requestItems(Map.of(name, batch)));
        }

        List<Day> found = log().days(new Day(0), DAY, Integer.MAX_VALUE, Consistency.STRONG);

        assertThat(found).hasSize(days).isSorted().doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @EnumSource
    void readsAreAsConsistentAsTheyAreAskedToBe(Consistency consistency) {
        List<Boolean> consistent = new ArrayList<>();
        try (DynamoDbClient client = DYNAMO_DB.observed(request -> {
            if (request instanceof QueryRequest query) {
                consistent.add(query.consistentRead());
            } else if (request instanceof GetItemRequest get) {
                consistent.add(get.consistentRead());
            }
        })) {
            EventLog observed = new DynamoDbEventLog(client, name);
            observed.read(slot(0), slot(1), Filter.NONE, 1, consistency);
            observed.days(DAY, DAY, 1, consistency);
            observed.get(slot(0));
        }

        boolean strong = consistency == Consistency.STRONG;
        assertThat(consistent).containsExactly(strong, strong, true);
    }

    @Test
    void stretchOverMidnightIsAMistake() {
        assertThatThrownBy(() -> log().read(slot(0), DAY.next().first(), Filter.NONE, 1, Consistency.STRONG))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
