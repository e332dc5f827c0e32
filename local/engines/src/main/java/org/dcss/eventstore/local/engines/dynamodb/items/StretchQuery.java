package org.dcss.eventstore.local.engines.dynamodb.items;

import com.almworks.sqlite4java.SQLiteConnection;
import com.almworks.sqlite4java.SQLiteException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;
import software.amazon.dynamodb.services.local.shared.access.TableInfo;

/**
 * A Query of one partition from one sort key to another, both included, or from or to the partition's end: what a reader of
 * the log asks for, and a writer that looks for a free slot.
 * It is answered as DynamoDB Local answers it, from the same rows, but a row is read once: DynamoDB Local reads all rows of
 * the stretch however many there are, and measures each that it returns twice, which takes three times as long.
 */
public final class StretchQuery {

    /** A Query ends with the item that makes this many bytes full. */
    private static final long MAX_BYTES = 1 << 20;

    private static final double BYTES_OF_UNIT = 4096;

    private static final Pattern STRETCH =
            Pattern.compile("(#?\\w+) = (:\\w+) AND (#?\\w+) (?:BETWEEN (:\\w+) AND (:\\w+)|(>=|<=) (:\\w+))");

    private static final Pattern NAMES = Pattern.compile("#?\\w+(?:, #?\\w+)*");

    /** Rows as they were found. */
    private static final class Rows {

        private final List<byte[]> items = new ArrayList<>();
        private long bytes;
        private boolean isCut;
    }

    private final QueryRequest request;
    private final TableInfo table;
    private final AttributeValue partition;
    private final byte @Nullable [] from;
    private final byte @Nullable [] through;
    private final Set<String> wanted;

    /**
     * A query.
     *
     * @param from the first sort key as the table's file has it, null for the partition's first; and so the last
     * @param wanted the attributes that are asked for, none for all
     */
    private StretchQuery(
            QueryRequest request,
            TableInfo table,
            AttributeValue partition,
            byte @Nullable [] from,
            byte @Nullable [] through,
            Set<String> wanted) {
        this.request = request;
        this.table = table;
        this.partition = partition;
        this.from = from;
        this.through = through;
        this.wanted = wanted;
    }

    /** What is asked for, if it is such a Query, and valid. */
    public static Optional<StretchQuery> of(QueryRequest request, @Nullable TableInfo table) {
        var stretch = STRETCH.matcher(request.keyConditionExpression() == null ? "" : request.keyConditionExpression());
        if (table == null || !table.hasRangeKey() || asksForMore(request) || !stretch.matches()) {
            return Optional.empty();
        }
        var names = new Names(request.expressionAttributeNames());
        boolean isKey = names.of(stretch.group(1)).equals(table.getHashKey().attributeName())
                && names.of(stretch.group(3)).equals(table.getRangeKey().attributeName());
        var wanted = wanted(request, names);
        var values = request.expressionAttributeValues();
        boolean between = stretch.group(6) == null;
        if (!isKey || wanted.isEmpty() || !names.areAllUsed() || values.size() != (between ? 3 : 2)) {
            return Optional.empty();
        }
        var partition = values.get(stretch.group(2));
        var first = KeyBytes.of(values.get(stretch.group(between ? 4 : 7)), table.getRangeKey());
        var last = between ? KeyBytes.of(values.get(stretch.group(5)), table.getRangeKey()) : first;
        if (partition == null
                || KeyBytes.of(partition, table.getHashKey()) == null
                || first == null
                || last == null
                || Arrays.compareUnsigned(first, last) > 0) {
            return Optional.empty();
        }
        return Optional.of(new StretchQuery(
                request,
                table,
                partition,
                "<=".equals(stretch.group(6)) ? null : first,
                ">=".equals(stretch.group(6)) ? null : last,
                wanted.get()));
    }

    private static boolean asksForMore(QueryRequest request) {
        return request.indexName() != null
                || request.filterExpression() != null
                || request.selectAsString() != null
                || request.hasAttributesToGet()
                || request.hasKeyConditions()
                || request.hasQueryFilter()
                || !request.exclusiveStartKey().isEmpty()
                || (request.limit() != null && request.limit() < 1)
                || request.returnConsumedCapacity() == ReturnConsumedCapacity.INDEXES;
    }

    /** The attributes that are asked for, an empty set for all; empty where it is more than their names. */
    private static Optional<Set<String>> wanted(QueryRequest request, Names names) {
        var projection = request.projectionExpression();
        if (projection == null) {
            return Optional.of(Set.of());
        }
        return NAMES.matcher(projection).matches()
                ? Optional.of(
                        Arrays.stream(projection.split(", ")).map(names::of).collect(Collectors.toSet()))
                : Optional.empty();
    }

    /** What an expression's names stand for. */
    private static final class Names {

        private final Map<String, String> names;
        private final Set<String> used = new HashSet<>();

        Names(Map<String, String> names) {
            this.names = names;
        }

        String of(String name) {
            used.add(name);
            return name.startsWith("#") ? names.getOrDefault(name, "") : name;
        }

        /** DynamoDB refuses a request that has others. */
        boolean areAllUsed() {
            return used.containsAll(names.keySet());
        }
    }

    /** Asks the database; the items are made of the rows on the asking thread. */
    public QueryResponse answer(Database database) {
        var found = database.on(this::rows);
        var items =
                found.items.stream().map(item -> StoredItem.parse(item, wanted)).toList();
        var response = QueryResponse.builder().items(items).count(items.size()).scannedCount(items.size());
        if (found.isCut) {
            lastKey(found.items.get(items.size() - 1)).ifPresent(response::lastEvaluatedKey);
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
                + "\" WHERE hashKey = ?" + (from == null ? "" : " AND rangeKey >= ?")
                + (through == null ? "" : " AND rangeKey <= ?")
                + " ORDER BY rangeKey " + (isForward() ? "ASC" : "DESC"));
        try {
            int parameter = 1;
            statement.bind(parameter++, KeyBytes.of(partition, table.getHashKey()));
            if (from != null) {
                statement.bind(parameter++, from);
            }
            if (through != null) {
                statement.bind(parameter, through);
            }
            int limit = request.limit() == null ? Integer.MAX_VALUE : request.limit();
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
    private Optional<Map<String, AttributeValue>> lastKey(byte[] item) {
        var sortKey = table.getRangeKey();
        var sort = StoredItem.parse(item, Set.of(sortKey.attributeName())).get(sortKey.attributeName());
        var end = isForward() ? through : from;
        return end != null && Arrays.equals(KeyBytes.of(sort, sortKey), end)
                ? Optional.empty()
                : Optional.of(Map.of(table.getHashKey().attributeName(), partition, sortKey.attributeName(), sort));
    }
}
