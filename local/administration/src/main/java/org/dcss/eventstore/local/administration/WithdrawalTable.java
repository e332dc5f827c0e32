package org.dcss.eventstore.local.administration;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.dcss.eventstore.core.Day;
import org.dcss.eventstore.core.Event;
import org.dcss.eventstore.core.EventId;
import org.dcss.eventstore.core.EventType;
import org.dcss.eventstore.core.FileName;
import org.dcss.eventstore.core.Slot;
import org.dcss.eventstore.core.Source;
import org.dcss.eventstore.core.StoredEvent;
import org.dcss.eventstore.core.read.Consistency;
import org.dcss.eventstore.core.xlog.LineWriter;
import org.dcss.eventstore.core.xlog.XlogFile;
import org.dcss.eventstore.dynamodb.DynamoDbEventLog;
import org.dcss.eventstore.dynamodb.item.Attributes;
import org.dcss.eventstore.dynamodb.item.ItemReader;
import org.dcss.eventstore.dynamodb.item.Values;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/** The events table as it is seen by who takes data out of it. */
public final class WithdrawalTable {

    private final DynamoDbClient dynamoDb;
    private final String table;

    /** @param dynamoDb should retry: every call may be repeated */
    public WithdrawalTable(DynamoDbClient dynamoDb, String table) {
        this.dynamoDb = dynamoDb;
        this.table = table;
    }

    /**
     * An event of a withdrawal.
     *
     * @param file the file that its line stands in, sent or not; empty if it is a line of none
     * @param lineLength how many bytes its line has, the line feed included; 0 if its data has been taken out already
     */
    public record Match(Slot slot, EventId id, EventType type, Optional<FileName> file, int lineLength) {

        /** Whether its data has been taken out already. */
        public boolean withdrawn() {
            return lineLength == 0;
        }
    }

    /**
     * Finds a source's events of some time, in order, strongly consistent: those whose data passes, and those from which
     * the same withdrawal has taken the data already.
     *
     * @param mark names the withdrawal
     */
    public void find(
            Source src, Slot from, Slot through, String mark, Predicate<StoredEvent> passes, Consumer<Match> found) {
        List<Day> days = new DynamoDbEventLog(dynamoDb, table)
                .days(from.day(), through.day(), Integer.MAX_VALUE, Consistency.STRONG);
        for (Day day : days) {
            long first = Slot.max(from, day.first()).millis();
            long last = Slot.min(through, day.last()).millis();
            dynamoDb.queryPaginator(query -> query.tableName(table)
                            .consistentRead(true)
                            .keyConditionExpression("#" + Attributes.TS_DAY + " = :day AND #" + Attributes.TS
                                    + " BETWEEN :first AND :last")
                            .expressionAttributeNames(Attributes.names(Attributes.TS_DAY, Attributes.TS))
                            .expressionAttributeValues(Map.of(
                                    ":day", Values.number(day.startMillis()),
                                    ":first", Values.number(first),
                                    ":last", Values.number(last))))
                    .items()
                    .forEach(item -> match(item, src, mark, passes).ifPresent(found));
        }
    }

    private static Optional<Match> match(
            Map<String, AttributeValue> item, Source src, String mark, Predicate<StoredEvent> passes) {
        return ItemReader.event(item)
                .filter(stored -> stored.event().src().equals(src))
                .filter(stored -> stored.withdrawn().isPresent() ? isMarked(item, mark) : passes.test(stored))
                .map(WithdrawalTable::match);
    }

    private static Match match(StoredEvent stored) {
        Event event = stored.event();
        String type = event.type().name();
        return new Match(
                stored.slot(),
                event.id(),
                event.type(),
                event.file().or(() -> XlogFile.unnamed(type, event.id().value())),
                stored.withdrawn().isPresent() ? 0 : LineWriter.write(type, event.data()).length);
    }

    private static boolean isMarked(Map<String, AttributeValue> item, String mark) {
        return item.containsKey(Attributes.WITHDRAWAL)
                && mark.equals(item.get(Attributes.WITHDRAWAL).s());
    }

    /**
     * Takes the data out of an event, and notes how long its line was; what else it holds stays.
     *
     * @param reason is shown instead
     * @return whether there was data; false if another withdrawal was first, or the event has expired
     */
    public boolean takeOut(Match event, Source src, String reason, String mark) {
        Map<String, AttributeValue> values = new HashMap<>();
        values.put(":id", Values.text(event.id().value()));
        values.put(":src", Values.text(src.name()));
        values.put(":reason", Values.text(reason));
        values.put(":mark", Values.text(mark));
        values.put(":length", Values.number(event.lineLength()));
        try {
            dynamoDb.updateItem(update -> update.tableName(table)
                    .key(Map.of(
                            Attributes.TS_DAY,
                            Values.number(event.slot().day().startMillis()),
                            Attributes.TS,
                            Values.number(event.slot().millis())))
                    .conditionExpression("#" + Attributes.ID + " = :id AND #" + Attributes.SRC
                            + " = :src AND attribute_exists(#" + Attributes.DATA + ")")
                    .updateExpression("REMOVE #" + Attributes.DATA + " SET #" + Attributes.WITHDRAWN + " = :reason, #"
                            + Attributes.WITHDRAWAL + " = :mark, #" + Attributes.LINE_LENGTH + " = :length")
                    .expressionAttributeNames(Attributes.names(
                            Attributes.ID,
                            Attributes.SRC,
                            Attributes.DATA,
                            Attributes.WITHDRAWN,
                            Attributes.WITHDRAWAL,
                            Attributes.LINE_LENGTH))
                    .expressionAttributeValues(values));
            return true;
        } catch (ConditionalCheckFailedException e) {
            return false;
        }
    }
}
