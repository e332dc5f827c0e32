package org.dcss.eventstore.local.administration;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import org.dcss.eventstore.core.Slot;
import org.dcss.eventstore.core.entities.Entities;
import org.dcss.eventstore.core.view.ViewKey;
import org.dcss.eventstore.dynamodb.item.Attributes;
import org.dcss.eventstore.dynamodb.item.Values;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;

/** The indexes by entity in the table of views, of whichever rule, as they are seen by who takes events out of them. */
public final class EntityIndexes {

    /** Read side by side: each brings a megabyte a call. */
    private static final int SEGMENTS = 4;

    private final DynamoDbClient dynamoDb;
    private final String table;
    private final ExecutorService threads;

    /**
     * The indexes of a table.
     *
     * @param dynamoDb should retry: every call may be repeated
     * @param threads read the table's segments, 4 at once
     */
    public EntityIndexes(DynamoDbClient dynamoDb, String table, ExecutorService threads) {
        this.dynamoDb = dynamoDb;
        this.table = table;
        this.threads = threads;
    }

    /**
     * Removes what leads to these events. Reads the whole table, strongly consistent: an item is found only by the name of
     * what its event was about, or by looking at all of them. May be repeated.
     *
     * @param slots of the events, one or more
     * @return how many items there were; empty if there is no such table
     */
    public OptionalLong remove(Set<Slot> slots) {
        ScanRequest scan = ScanRequest.builder()
                .tableName(table)
                .consistentRead(true)
                .projectionExpression("#" + Attributes.VIEW + ", #" + Attributes.KEY + ", #" + Attributes.THROUGH)
                .filterExpression("begins_with(#" + Attributes.VIEW + ", :names) AND #" + Attributes.THROUGH
                        + " BETWEEN :first AND :last")
                .expressionAttributeNames(Attributes.names(Attributes.VIEW, Attributes.KEY, Attributes.THROUGH))
                .expressionAttributeValues(Map.of(
                        ":names", Values.text(Entities.NAMES),
                        ":first", Values.number(Collections.min(slots).millis()),
                        ":last", Values.number(Collections.max(slots).millis())))
                .totalSegments(SEGMENTS)
                .build();
        List<Callable<Long>> segments = new ArrayList<>();
        for (int segment = 0; segment < SEGMENTS; segment++) {
            ScanRequest one = scan.toBuilder().segment(segment).build();
            segments.add(() -> remove(one, slots));
        }
        try {
            return OptionalLong.of(SideBySide.all(threads, segments, "looking through table " + table).stream()
                    .mapToLong(Long::longValue)
                    .sum());
        } catch (ResourceNotFoundException e) {
            return OptionalLong.empty();
        }
    }

    private long remove(ScanRequest segment, Set<Slot> slots) {
        long removed = 0;
        for (Map<String, AttributeValue> item : dynamoDb.scanPaginator(segment).items()) {
            Slot slot = new Slot(Values.number(item, Attributes.THROUGH));
            if (slots.contains(slot) && Entities.isEntry(key(item))) {
                dynamoDb.deleteItem(delete -> delete.tableName(table)
                        .key(Map.of(
                                Attributes.VIEW, item.get(Attributes.VIEW), Attributes.KEY, item.get(Attributes.KEY))));
                removed++;
            }
        }
        return removed;
    }

    private static ViewKey key(Map<String, AttributeValue> item) {
        return new ViewKey(Values.text(item, Attributes.VIEW), Values.text(item, Attributes.KEY));
    }
}
