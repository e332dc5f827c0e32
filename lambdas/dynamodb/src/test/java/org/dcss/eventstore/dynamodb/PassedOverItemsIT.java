package org.dcss.eventstore.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dcss.eventstore.core.contract.Samples.DAY;
import static org.dcss.eventstore.core.contract.Samples.event;
import static org.dcss.eventstore.core.contract.Samples.slot;

import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.dcss.eventstore.core.Settling;
import org.dcss.eventstore.core.Slot;
import org.dcss.eventstore.core.Source;
import org.dcss.eventstore.core.StoredEvent;
import org.dcss.eventstore.core.read.Consistency;
import org.dcss.eventstore.core.read.Feed;
import org.dcss.eventstore.core.read.FeedPage;
import org.dcss.eventstore.core.read.Filter;
import org.dcss.eventstore.core.read.LogPage;
import org.dcss.eventstore.core.table.EventTable;
import org.dcss.eventstore.dynamodb.item.EventItems;
import org.dcss.eventstore.dynamodb.item.Values;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.PutRequest;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/** Items of a day that are no event: readers pass over them, and always come to the end. */
final class PassedOverItemsIT {

    @RegisterExtension
    static final DynamoDbTables DYNAMO_DB = new DynamoDbTables();

    private static final int MANY = 20_000;

    /** Longer than any, so that fewer items fill as many reads of 1 MB. */
    private static final String LONG_ID = "late".repeat(110);

    private static final int BATCH = 25;

    private final String name = DYNAMO_DB.events();
    private final DynamoDbEventLog log = new DynamoDbEventLog(DYNAMO_DB.client(), name);
    private final EventTable table =
            new DynamoDbEventTable(DYNAMO_DB.client(), name, Duration.ofSeconds(30), Optional.empty());
    private final Feed feed = new Feed(
            log,
            new Settling(Duration.ofSeconds(4)),
            Clock.fixed(DAY.first().start().plus(Duration.ofHours(12)), ZoneOffset.UTC));

    private static Map<String, AttributeValue> tombstone(Slot slot) {
        Map<String, AttributeValue> item = new HashMap<>();
        item.put("ts_day", Values.number(slot.day().startMillis()));
        item.put("ts", Values.number(slot.millis()));
        item.put("id", Values.text(LONG_ID));
        item.put("src", Values.text("cpo"));
        item.put("next", Values.number(slot.millis() + 100_000));
        return item;
    }

    /** Of a later version: an event in another form, an event of a type not known to be one, something else. */
    private static List<Map<String, AttributeValue>> unknown(long at) {
        List<Map<String, AttributeValue>> items = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            items.add(new HashMap<>(EventItems.item(slot(at + i), event("u" + i), Optional.empty())));
        }
        items.get(0).put("data", AttributeValue.fromB(software.amazon.awssdk.core.SdkBytes.fromUtf8String("{}")));
        items.get(1).put("type", Values.text("type:of-the-future"));
        items.get(2).remove("accepted");
        items.get(3).keySet().removeAll(List.of("type", "data", "id", "accepted"));
        return items;
    }

    private void put(Map<String, AttributeValue> item) {
        DYNAMO_DB.client().putItem(put -> put.tableName(name).item(item));
    }

    private void putMany(int from, int count) {
        for (int i = 0; i < count; i += BATCH) {
            List<WriteRequest> batch = new ArrayList<>(BATCH);
            for (int j = i; j < Math.min(count, i + BATCH); j++) {
                Map<String, AttributeValue> item = tombstone(slot(from + j));
                batch.add(WriteRequest.builder()
                        .putRequest(PutRequest.builder().item(item).build())
                        .build());
            }
            DYNAMO_DB.client().batchWriteItem(write -> write.requestItems(Map.of(name, batch)));
        }
    }

    @Test
    void tombstonesAreInvisibleAndMoveOn() {
        table.open(DAY);
        table.put(slot(10), event("a"));
        put(tombstone(slot(11)));
        put(tombstone(slot(20)));

        LogPage page = log.read(DAY.first(), DAY.last(), Filter.NONE, 5, Consistency.STRONG);
        assertThat(page.events()).containsExactly(new StoredEvent(slot(10), event("a")));
        assertThat(page.last()).contains(slot(20));
        assertThat(page.cost().unknown()).isZero();
        assertThat(log.get(slot(11))).isEmpty();
        FeedPage shown = feed.page(new Slot(0), Filter.NONE, 1000);
        assertThat(shown.events()).hasSize(1);
        assertThat(shown.next()).isEqualTo(slot(20));
        assertThat(shown.caughtUp()).isTrue();
    }

    @Test
    void itemsOfALaterVersionArePassedOverAndCounted() {
        table.open(DAY);
        table.put(slot(10), event("a"));
        unknown(11).forEach(this::put);
        table.put(slot(20), event("b"));

        FeedPage page = feed.page(new Slot(0), Filter.NONE, 1000);
        assertThat(page.events())
                .containsExactly(new StoredEvent(slot(10), event("a")), new StoredEvent(slot(20), event("b")));
        assertThat(page.unknown()).isEqualTo(4);
        assertThat(log.get(slot(12))).isEmpty();
    }

    @Test
    void withdrawnEventHasTheReasonInsteadOfItsData() {
        Map<String, AttributeValue> item = new HashMap<>(EventItems.item(slot(10), event("a"), Optional.empty()));
        item.remove("data");
        item.put("withdrawn", Values.text("forged"));
        put(item);

        StoredEvent event = log.get(slot(10)).orElseThrow();
        assertThat(event.withdrawn()).contains("forged");
        assertThat(event.event().data()).isEmpty();
        assertThat(event.event().key()).isEqualTo(event("a").key());
    }

    /** In pages of bounded cost, for who filters and who does not, and never with a wrong end. */
    @Test
    void longStretchOfTombstonesIsPassedInBoundedPages() {
        table.open(DAY);
        table.put(slot(5), event("before"));
        putMany(10, MANY);
        table.put(slot(10 + MANY), event("after"));

        assertThat(readToTheEnd(Filter.NONE)).containsExactly(slot(5), slot(10 + MANY));
        assertThat(readToTheEnd(of("cpo"))).containsExactly(slot(5), slot(10 + MANY));
        assertThat(readToTheEnd(of("nobody"))).isEmpty();
    }

    private static Filter of(String src) {
        return new Filter(Set.of(new Source(src)), Set.of());
    }

    private List<Slot> readToTheEnd(Filter filter) {
        List<Slot> seen = new ArrayList<>();
        Slot after = new Slot(0);
        FeedPage page = feed.page(after, filter, 1000);
        int pages = 1;
        while (!page.caughtUp()) {
            assertThat(page.next().isAfter(after)).isTrue();
            page.events().forEach(event -> seen.add(event.slot()));
            after = page.next();
            page = feed.page(after, filter, 1000);
            pages++;
        }
        page.events().forEach(event -> seen.add(event.slot()));
        assertThat(page.next()).isEqualTo(slot(10 + MANY));
        assertThat(pages).isBetween(5, 40);
        return seen;
    }
}
