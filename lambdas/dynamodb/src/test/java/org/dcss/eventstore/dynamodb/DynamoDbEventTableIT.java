package org.dcss.eventstore.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dcss.eventstore.core.contract.Samples.DAY;
import static org.dcss.eventstore.core.contract.Samples.event;
import static org.dcss.eventstore.core.contract.Samples.key;
import static org.dcss.eventstore.core.contract.Samples.slot;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.dcss.eventstore.core.Reply;
import org.dcss.eventstore.core.contract.EventTableContract;
import org.dcss.eventstore.core.read.EventLog;
import org.dcss.eventstore.core.table.EventTable;
import org.dcss.eventstore.core.table.Occupant;
import org.dcss.eventstore.core.table.PutResult;
import org.dcss.eventstore.dynamodb.item.Values;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

final class DynamoDbEventTableIT extends EventTableContract {

    @RegisterExtension
    static final DynamoDbTables DYNAMO_DB = new DynamoDbTables();

    private static final Duration CALL_TIMEOUT = Duration.ofSeconds(30);

    private final String name = DYNAMO_DB.events();

    @Override
    protected EventTable table() {
        return table(Optional.empty());
    }

    @Override
    protected EventLog log() {
        return new DynamoDbEventLog(DYNAMO_DB.client(), name);
    }

    private EventTable table(Optional<Duration> retention) {
        return new DynamoDbEventTable(DYNAMO_DB.client(), name, CALL_TIMEOUT, retention);
    }

    @Test
    void eventKeptForEverHasNoEnd() {
        table().open(DAY);
        table().put(slot(1), event("a"));

        assertThat(item(-1, DAY.startMillis())).containsOnlyKeys("ts_day", "ts");
        assertThat(item(DAY.startMillis(), slot(1).millis()))
                .containsOnlyKeys("ts_day", "ts", "id", "type", "src", "accepted", "data");
    }

    @Test
    void retainedEventExpiresAndItsDayOutlivesIt() {
        EventTable retaining = table(Optional.of(Duration.ofDays(30)));
        retaining.open(DAY);
        retaining.put(slot(1), event("a"));
        retaining.put(DAY.last(), event("b"));

        long thirtyDays = Duration.ofDays(30).toSeconds();
        assertThat(expires(DAY.startMillis(), slot(1).millis())).isEqualTo(DAY.startMillis() / 1000 + thirtyDays + 1);
        assertThat(expires(DAY.startMillis(), DAY.last().millis()))
                .isEqualTo(DAY.next().startMillis() / 1000 + thirtyDays);
        assertThat(expires(-1, DAY.startMillis())).isEqualTo(DAY.next().startMillis() / 1000 + thirtyDays);
    }

    @Test
    void tombstoneExpiresWithTheEventsAroundItAndHoldsNothingThatReadersTakeForAnEvent() {
        EventTable retaining = table(Optional.of(Duration.ofDays(30)));
        retaining.forward(slot(1), key("cpo", "a"), slot(900));
        table().forward(slot(2), key("cpo", "b"), slot(901));

        assertThat(item(DAY.startMillis(), slot(1).millis()))
                .containsOnlyKeys("ts_day", "ts", "id", "src", "next", "expires");
        assertThat(expires(DAY.startMillis(), slot(1).millis()))
                .isEqualTo(DAY.startMillis() / 1000 + Duration.ofDays(30).toSeconds() + 1);
        assertThat(item(DAY.startMillis(), slot(2).millis())).containsOnlyKeys("ts_day", "ts", "id", "src", "next");
    }

    @Test
    void itemThatOnlyANewerVersionKnowsIsATakenSlot() {
        DYNAMO_DB
                .client()
                .putItem(put -> put.tableName(name)
                        .item(Map.of(
                                "ts_day", AttributeValue.fromN(Long.toString(DAY.startMillis())),
                                "ts", AttributeValue.fromN(Long.toString(slot(5).millis())),
                                "later", AttributeValue.fromS("~s/stream/1"))));

        assertThat(table().put(slot(5), event("a")))
                .isEqualTo(new Reply.Known<>(new PutResult.Taken(new Occupant("", Optional.empty()))));
        assertThat(table().stretch(slot(5)).known().orElseThrow().taken()).containsKey(slot(5));
    }

    @Test
    void shorterRetentionDoesNotShortenTheDaysEntry() {
        table(Optional.of(Duration.ofDays(30))).open(DAY);
        assertThat(table(Optional.of(Duration.ofDays(10))).open(DAY)).isEqualTo(new Reply.Known<>(DAY));
        assertThat(expires(-1, DAY.startMillis()))
                .isEqualTo(DAY.next().startMillis() / 1000 + Duration.ofDays(30).toSeconds());

        assertThat(table(Optional.of(Duration.ofDays(40))).open(DAY)).isEqualTo(new Reply.Known<>(DAY));
        assertThat(expires(-1, DAY.startMillis()))
                .isEqualTo(DAY.next().startMillis() / 1000 + Duration.ofDays(40).toSeconds());

        assertThat(table().open(DAY)).isEqualTo(new Reply.Known<>(DAY));
        assertThat(table(Optional.of(Duration.ofDays(50))).open(DAY)).isEqualTo(new Reply.Known<>(DAY));
        assertThat(item(-1, DAY.startMillis())).doesNotContainKey("expires");
    }

    @Test
    void eventOverTheItemLimitIsRefused() {
        String data = "{\"text\":\"" + "x".repeat(410_000) + "\"}";

        assertThat(table().put(slot(1), event("cpo", "milestone", "a", data))
                        .known()
                        .orElseThrow())
                .isInstanceOf(PutResult.Refused.class);
        assertThat(log().get(slot(1))).isEmpty();
    }

    @Test
    void eventJustUnderTheItemLimitIsStored() {
        String data = "{\"text\":\"" + "x".repeat(408_000) + "\"}";

        assertThat(table().put(slot(1), event("cpo", "milestone", "a", data)))
                .isEqualTo(new Reply.Known<>(new PutResult.Stored()));
        assertThat(log().get(slot(1)).orElseThrow().event().data()).isEqualTo(data);
    }

    @Test
    void tableOfAnotherLayoutCostsNoEvent() {
        EventTable wrong = new DynamoDbEventTable(DYNAMO_DB.client(), DYNAMO_DB.keys(), CALL_TIMEOUT, Optional.empty());

        assertThat(wrong.put(slot(1), event("a"))).isInstanceOf(Reply.NoAnswer.class);
        assertThat(wrong.open(DAY)).isInstanceOf(Reply.NoAnswer.class);
        assertThat(wrong.stretch(slot(1))).isInstanceOf(Reply.NoAnswer.class);
    }

    @Test
    void absentTableIsNoAnswer() {
        EventTable absent = new DynamoDbEventTable(DYNAMO_DB.client(), "absent", CALL_TIMEOUT, Optional.empty());

        assertThat(absent.put(slot(1), event("a"))).isInstanceOf(Reply.NoAnswer.class);
        assertThat(absent.stretch(slot(1))).isInstanceOf(Reply.NoAnswer.class);
    }

    private Map<String, AttributeValue> item(long tsDay, long ts) {
        return DYNAMO_DB
                .client()
                .getItem(get -> get.tableName(name).key(Map.of("ts_day", number(tsDay), "ts", number(ts))))
                .item();
    }

    private long expires(long tsDay, long ts) {
        return Values.number(item(tsDay, ts), "expires");
    }

    private static AttributeValue number(long value) {
        return AttributeValue.fromN(Long.toString(value));
    }
}
