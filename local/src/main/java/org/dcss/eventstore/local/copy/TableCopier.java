package org.dcss.eventstore.local.copy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.dcss.eventstore.dynamodb.item.Attributes;
import org.dcss.eventstore.local.administration.SideBySide;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;

/**
 * Copies a table's items, whatever they are, to another table, where nothing is ever overwritten. What is there already
 * costs a read: so a copy that was cut off goes on where it was when it is run again.
 */
final class TableCopier {

    /** What DynamoDB answers at once: https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BatchGetItem.html */
    private static final int MOST_KEYS = 100;

    private static final int ATTEMPTS = 10;

    private enum Fate {
        COPIED,
        ALIKE,
        DIFFERENT
    }

    private final DynamoDbClient from;
    private final DynamoDbClient to;
    private final ExecutorService puts;

    /** @param puts runs as many puts at once as it has threads */
    TableCopier(DynamoDbClient from, DynamoDbClient to, ExecutorService puts) {
        this.from = from;
        this.to = to;
        this.puts = puts;
    }

    /**
     * Copies what is not there.
     *
     * @param key the names of the attributes that are the key
     * @param progress is told after each 100 items
     */
    CopyReport copy(String source, String target, List<String> key, Consumer<CopyReport> progress) {
        return each(source, target, key, this::put, progress);
    }

    /** Copies nothing; {@code copied} counts what is not there. */
    CopyReport compare(String source, String target, List<String> key) {
        return each(source, target, key, (table, item, attributes) -> Fate.COPIED, report -> {});
    }

    private interface Absent {
        Fate found(String table, Map<String, AttributeValue> item, List<String> key);
    }

    private CopyReport each(
            String source, String target, List<String> key, Absent absent, Consumer<CopyReport> progress) {
        CopyReport report = CopyReport.none(target);
        List<Map<String, AttributeValue>> batch = new ArrayList<>(MOST_KEYS);
        for (Map<String, AttributeValue> item : from.scanPaginator(
                        scan -> scan.tableName(source).consistentRead(true))
                .items()) {
            batch.add(item);
            if (batch.size() == MOST_KEYS) {
                report = add(report, batch, target, key, absent);
                progress.accept(report);
                batch.clear();
            }
        }
        return batch.isEmpty() ? report : add(report, batch, target, key, absent);
    }

    private CopyReport add(
            CopyReport report,
            List<Map<String, AttributeValue>> batch,
            String target,
            List<String> key,
            Absent absent) {
        Map<Map<String, AttributeValue>, Map<String, AttributeValue>> there = read(target, batch, key);
        List<Callable<Fate>> fates = new ArrayList<>();
        for (Map<String, AttributeValue> item : batch) {
            Map<String, AttributeValue> found = there.get(keyOf(item, key));
            fates.add(
                    found == null
                            ? () -> absent.found(target, item, key)
                            : () -> lasting(found).equals(lasting(item)) ? Fate.ALIKE : Fate.DIFFERENT);
        }
        Map<Fate, Long> counts = SideBySide.all(puts, fates, "copying").stream()
                .collect(Collectors.groupingBy(fate -> fate, Collectors.counting()));
        return report.plus(
                counts.getOrDefault(Fate.COPIED, 0L),
                counts.getOrDefault(Fate.ALIKE, 0L),
                counts.getOrDefault(Fate.DIFFERENT, 0L));
    }

    /** A stream's version is the same one whether the queue has it already or not. */
    private static Map<String, AttributeValue> lasting(Map<String, AttributeValue> item) {
        Map<String, AttributeValue> lasting = new HashMap<>(item);
        lasting.remove(Attributes.PENDING);
        return lasting;
    }

    /** Somebody else may have written meanwhile; then what is there counts as different until it is looked at again. */
    private Fate put(String table, Map<String, AttributeValue> item, List<String> key) {
        try {
            to.putItem(put -> put.tableName(table)
                    .item(item)
                    .conditionExpression("attribute_not_exists(#key)")
                    .expressionAttributeNames(Map.of("#key", key.get(0))));
            return Fate.COPIED;
        } catch (ConditionalCheckFailedException e) {
            return Fate.DIFFERENT;
        }
    }

    private Map<Map<String, AttributeValue>, Map<String, AttributeValue>> read(
            String table, List<Map<String, AttributeValue>> items, List<String> key) {
        Map<Map<String, AttributeValue>, Map<String, AttributeValue>> found = new HashMap<>();
        List<Map<String, AttributeValue>> wanted =
                items.stream().map(item -> keyOf(item, key)).toList();
        Map<String, KeysAndAttributes> request = Map.of(
                table,
                KeysAndAttributes.builder().keys(wanted).consistentRead(true).build());
        for (int attempt = 0; attempt < ATTEMPTS && !request.isEmpty(); attempt++) {
            Map<String, KeysAndAttributes> asked = request;
            BatchGetItemResponse answer = to.batchGetItem(get -> get.requestItems(asked));
            answer.responses().getOrDefault(table, List.of()).forEach(item -> found.put(keyOf(item, key), item));
            request = answer.unprocessedKeys();
        }
        if (!request.isEmpty()) {
            throw new IllegalStateException("table " + table + " is too busy; run this again");
        }
        return found;
    }

    private static Map<String, AttributeValue> keyOf(Map<String, AttributeValue> item, List<String> key) {
        return key.stream().collect(Collectors.toMap(name -> name, item::get));
    }
}
