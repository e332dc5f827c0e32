package org.dcss.eventstore.local.engines;

import com.almworks.sqlite4java.SQLiteConnection;
import com.almworks.sqlite4java.SQLiteException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
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
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.dynamodb.services.local.shared.access.PaddingNumberEncoder;
import software.amazon.dynamodb.services.local.shared.access.TableInfo;

/**
 * A Query of one partition from one sort key to another, both included, of whole items: what a reader of the log asks for.
 * It is answered as DynamoDB Local answers it, from the same rows, but a row is read once: DynamoDB Local reads all rows of
 * the stretch however many there are, and measures each that it returns twice, which takes three times as long.
 *
 * @param partition the partition as the table's file has it
 * @param limit how many items at most, negative for any number
 */
record StretchQuery(QueryRequest request, TableInfo table, byte[] partition, byte[] from, byte[] through, long limit) {

    /** A Query ends with the item that makes this many bytes full. */
    private static final long MAX_BYTES = 1 << 20;

    private static final double BYTES_OF_UNIT = 4096;

    private static final Pattern STRETCH =
            Pattern.compile("(#?\\w+) = (:\\w+) AND (#?\\w+) BETWEEN (:\\w+) AND (:\\w+)");

    private record Row(byte[] item, long bytes) {}

    private record Rows(List<Row> rows, boolean isCut) {}

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
        byte[] partition = all ? encode(values.get(stretch.group(2)), table.getHashKey()) : null;
        byte[] from = all ? encode(values.get(stretch.group(4)), table.getRangeKey()) : null;
        byte[] through = all ? encode(values.get(stretch.group(5)), table.getRangeKey()) : null;
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

    /** As the table's file has it; null if that is no value for the key. */
    private static byte @Nullable [] encode(@Nullable AttributeValue value, AttributeDefinition key) {
        if (value == null) {
            return null;
        }
        if (key.attributeType() == ScalarAttributeType.N && value.type() == AttributeValue.Type.N) {
            return PaddingNumberEncoder.encodeBigDecimal(new BigDecimal(value.n()));
        }
        boolean isText = key.attributeType() == ScalarAttributeType.S && value.type() == AttributeValue.Type.S;
        return isText && !value.s().isEmpty() ? value.s().getBytes(StandardCharsets.UTF_8) : null;
    }

    /** Asks the database; the items are made of the rows on the asking thread. */
    QueryResponse answer(DynamoDbDatabase database) {
        var found = database.on(this::rows);
        long bytes = 0;
        var items = new ArrayList<Map<String, AttributeValue>>(found.rows.size());
        for (var row : found.rows) {
            bytes += row.bytes;
            items.add(StoredItem.parse(row.item));
        }
        var response = QueryResponse.builder().items(items).count(items.size()).scannedCount(items.size());
        if (found.isCut) {
            lastKey(items.get(items.size() - 1)).ifPresent(response::lastEvaluatedKey);
        }
        if (request.returnConsumedCapacity() == ReturnConsumedCapacity.TOTAL) {
            double units = Math.ceil(bytes / BYTES_OF_UNIT);
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
            var rows = new ArrayList<Row>();
            long bytes = 0;
            while (statement.step()) {
                if (bytes >= MAX_BYTES) {
                    return new Rows(rows, true);
                }
                var row = new Row(statement.columnBlob(0), statement.columnLong(1));
                rows.add(row);
                bytes += row.bytes;
                if (rows.size() == limit) {
                    return new Rows(rows, true);
                }
            }
            return new Rows(rows, false);
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
        return Arrays.equals(encode(sort, table.getRangeKey()), isForward() ? through : from)
                ? Optional.empty()
                : Optional.of(Map.of(partitionName, item.get(partitionName), sortName, sort));
    }
}
