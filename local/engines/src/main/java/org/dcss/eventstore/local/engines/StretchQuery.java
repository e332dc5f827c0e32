package org.dcss.eventstore.local.engines;

import com.almworks.sqlite4java.SQLiteConnection;
import com.almworks.sqlite4java.SQLiteException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;
import software.amazon.dynamodb.services.local.shared.access.TableInfo;

/**
 * A Query of one partition from one sort key to another, both included, of whole items: what a reader of the log asks for.
 * It is answered as DynamoDB Local answers it, from the same rows, but a row is read once: DynamoDB Local reads all rows of
 * the stretch however many there are, and measures each that it returns twice, which takes three times as long.
 */
final class StretchQuery {

    /** A Query ends with the item that makes this many bytes full. */
    private static final long MAX_BYTES = 1 << 20;

    private static final double BYTES_OF_UNIT = 4096;

    private static final Pattern STRETCH =
            Pattern.compile("(#?\\w+) = (:\\w+) AND (#?\\w+) BETWEEN (:\\w+) AND (:\\w+)");

    /** Rows as they were found. */
    private static final class Rows {

        private final List<byte[]> items = new ArrayList<>();
        private long bytes;
        private boolean isCut;
    }

    private final QueryRequest request;
    private final TableInfo table;
    private final byte[] partition;
    private final byte[] from;
    private final byte[] through;
    private final long limit;

    /**
     * A query.
     *
     * @param partition the partition as the table's file has it, and so the sort keys
     * @param limit how many items at most, negative for any number
     */
    private StretchQuery(
            QueryRequest request, TableInfo table, byte[] partition, byte[] from, byte[] through, long limit) {
        this.request = request;
        this.table = table;
        this.partition = partition;
        this.from = from;
        this.through = through;
        this.limit = limit;
    }

    /** What is asked for, if it is such a Query, and valid. */
    static Optional<StretchQuery> of(QueryRequest request, @Nullable TableInfo table) {
        var stretch = STRETCH.matcher(request.keyConditionExpression() == null ? "" : request.keyConditionExpression());
        if (table == null || !table.hasRangeKey() || !stretch.matches() || asksForMore(request)) {
            return Optional.empty();
        }
        var names = request.expressionAttributeNames();
        var values = request.expressionAttributeValues();
        boolean all = values.size() == 3
                && isNamed(table.getHashKey(), stretch.group(1), names)
                && isNamed(table.getRangeKey(), stretch.group(3), names);
        byte[] partition = all ? KeyBytes.of(values.get(stretch.group(2)), table.getHashKey()) : null;
        byte[] from = all ? KeyBytes.of(values.get(stretch.group(4)), table.getRangeKey()) : null;
        byte[] through = all ? KeyBytes.of(values.get(stretch.group(5)), table.getRangeKey()) : null;
        if (partition == null || from == null || through == null || Arrays.compareUnsigned(from, through) > 0) {
            return Optional.empty();
        }
        long limit = request.limit() == null ? -1 : request.limit();
        return limit == 0
                ? Optional.empty()
                : Optional.of(new StretchQuery(request, table, partition, from, through, limit));
    }

    private static boolean asksForMore(QueryRequest request) {
        return request.indexName() != null
                || request.filterExpression() != null
                || request.projectionExpression() != null
                || request.selectAsString() != null
                || request.hasAttributesToGet()
                || request.hasKeyConditions()
                || request.hasQueryFilter()
                || !request.exclusiveStartKey().isEmpty()
                || (request.returnConsumedCapacity() != null
                        && request.returnConsumedCapacity() == ReturnConsumedCapacity.INDEXES);
    }

    private static boolean isNamed(AttributeDefinition key, String name, Map<String, String> names) {
        return key.attributeName().equals(name.startsWith("#") ? names.get(name) : name);
    }

    /** Asks the database; the items are made of the rows on the asking thread. */
    QueryResponse answer(DynamoDbDatabase database) {
        var found = database.on(this::rows);
        var items = found.items.stream().map(StoredItem::parse).toList();
        var response = QueryResponse.builder().items(items).count(items.size()).scannedCount(items.size());
        if (found.isCut) {
            lastKey(items.get(items.size() - 1)).ifPresent(response::lastEvaluatedKey);
        }
        if (request.returnConsumedCapacity() == ReturnConsumedCapacity.TOTAL) {
            double units = Math.ceil(found.bytes / BYTES_OF_UNIT);
            boolean isStrong = Boolean.TRUE.equals(request.consistentRead());
            response.consumedCapacity(ConsumedCapacity.builder()
                    .tableName(request.tableName())
                    .capacityUnits(isStrong ? units : units / 2)
                    .build());
        }
        return response.build();
    }

    private Rows rows(SQLiteConnection connection) throws SQLiteException {
        var statement = connection.prepare("SELECT ObjectJSON, itemSize FROM \"" + request.tableName()
                + "\" WHERE hashKey = ? AND rangeKey BETWEEN ? AND ? ORDER BY rangeKey "
                + (isForward() ? "ASC" : "DESC"));
        try {
            statement.bind(1, partition).bind(2, from).bind(3, through);
            var rows = new Rows();
            while (!rows.isCut && statement.step()) {
                if (rows.bytes >= MAX_BYTES) {
                    rows.isCut = true;
                } else {
                    rows.items.add(statement.columnBlob(0));
                    rows.bytes += statement.columnLong(1);
                    rows.isCut = rows.items.size() == limit;
                }
            }
            return rows;
        } finally {
            statement.dispose();
        }
    }

    private boolean isForward() {
        return !Boolean.FALSE.equals(request.scanIndexForward());
    }

    /** Where the next Query goes on; empty where none could find anything. */
    private Optional<Map<String, AttributeValue>> lastKey(Map<String, AttributeValue> item) {
        var partitionName = table.getHashKey().attributeName();
        var sortName = table.getRangeKey().attributeName();
        var sort = item.get(sortName);
        return Arrays.equals(KeyBytes.of(sort, table.getRangeKey()), isForward() ? through : from)
                ? Optional.empty()
                : Optional.of(Map.of(partitionName, item.get(partitionName), sortName, sort));
    }
}
