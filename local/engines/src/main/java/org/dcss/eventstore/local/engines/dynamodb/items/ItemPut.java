package org.dcss.eventstore.local.engines.dynamodb.items;

import com.almworks.sqlite4java.SQLiteConnection;
import com.almworks.sqlite4java.SQLiteException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.dynamodb.services.local.shared.access.LocalDBUtils;
import software.amazon.dynamodb.services.local.shared.access.TableInfo;

/**
 * A put of a whole item, where there is none or whatever there is. The row is that which DynamoDB Local would write, and is
 * made on the asking thread; the database's is only given it to insert. DynamoDB Local has that thread parse the condition,
 * measure and convert the item, read what is there twice, and replace it.
 */
public final class ItemPut {

    private static final Pattern ABSENT = Pattern.compile("attribute_not_exists\\((#?\\w+)\\)");

    /** Half of what an item may have: DynamoDB Local judges the others. */
    private static final long MAX_BYTES = 200 * 1024;

    private final String table;
    private final byte[] partition;
    private final byte[] partitionHash;
    private final byte @Nullable [] sort;
    private final byte @Nullable [] sortHash;
    private final byte[] item;
    private final long bytes;
    private final boolean onlyIfAbsent;

    /**
     * A put.
     *
     * @param sort the sort key's bytes, and its hash; null in a table without
     * @param onlyIfAbsent whether an item with the key is in the way
     */
    private ItemPut(
            String table,
            byte[] partition,
            byte[] partitionHash,
            byte @Nullable [] sort,
            byte @Nullable [] sortHash,
            byte[] item,
            long bytes,
            boolean onlyIfAbsent) {
        this.table = table;
        this.partition = partition;
        this.partitionHash = partitionHash;
        this.sort = sort;
        this.sortHash = sortHash;
        this.item = item;
        this.bytes = bytes;
        this.onlyIfAbsent = onlyIfAbsent;
    }

    /** What is asked for, if it is such a put, and valid. */
    public static Optional<ItemPut> of(PutItemRequest request, @Nullable TableInfo table) {
        if (table == null || asksForMore(request)) {
            return Optional.empty();
        }
        var condition = request.conditionExpression();
        if (condition == null) {
            return request.hasExpressionAttributeNames() ? Optional.empty() : of(request.item(), table, false);
        }
        var absent = ABSENT.matcher(condition);
        return absent.matches() && isKey(absent.group(1), request.expressionAttributeNames(), table)
                ? of(request.item(), table, true)
                : Optional.empty();
    }

    private static boolean asksForMore(PutItemRequest request) {
        return request.hasExpected()
                || request.conditionalOperatorAsString() != null
                || request.hasExpressionAttributeValues()
                || request.returnValuesAsString() != null
                || request.returnConsumedCapacityAsString() != null
                || request.returnItemCollectionMetricsAsString() != null;
    }

    private static boolean isKey(String name, Map<String, String> names, TableInfo table) {
        var attribute = name.startsWith("#") ? names.get(name) : name;
        boolean isPartition = table.getHashKey().attributeName().equals(attribute);
        return names.size() == (name.startsWith("#") ? 1 : 0)
                && (isPartition
                        || (table.hasRangeKey()
                                && table.getRangeKey().attributeName().equals(attribute)));
    }

    /** Empty for an item that DynamoDB Local is to judge. */
    static Optional<ItemPut> of(Map<String, AttributeValue> attributes, TableInfo table, boolean onlyIfAbsent) {
        if (!StoredItem.isPlain(attributes)
                || !table.getGSINames().isEmpty()
                || !table.getLSINames().isEmpty()) {
            return Optional.empty();
        }
        var partitionKey = table.getHashKey();
        var partition = KeyBytes.of(attributes.get(partitionKey.attributeName()), partitionKey);
        var sortKey = table.hasRangeKey() ? table.getRangeKey() : null;
        var sort = sortKey == null ? null : KeyBytes.of(attributes.get(sortKey.attributeName()), sortKey);
        if (partition == null
                || partition.length > LocalDBUtils.MAX_HASH_KEY_VALUE_SIZE_BYTES
                || (sortKey != null && (sort == null || sort.length > LocalDBUtils.MAX_RANGE_KEY_VALUE_SIZE_BYTES))) {
            return Optional.empty();
        }
        var local = StoredItem.local(attributes);
        long bytes = LocalDBUtils.getItemSizeBytes(local);
        if (bytes > MAX_BYTES) {
            return Optional.empty();
        }
        return Optional.of(new ItemPut(
                table.getTableName(),
                partition,
                LocalDBUtils.getHashValue(local.get(partitionKey.attributeName())),
                sort,
                sortKey == null ? null : LocalDBUtils.getHashValue(local.get(sortKey.attributeName())),
                StoredItem.write(attributes),
                bytes,
                onlyIfAbsent));
    }

    /**
     * Carries the put out, on the database's thread.
     *
     * @throws ConditionalCheckFailedException if an item is in the way; with that item, if the request asks for it
     */
    public PutItemResponse carryOut(PutItemRequest request, Database database) {
        var inTheWay = database.on(this::insert);
        if (inTheWay.isEmpty()) {
            return PutItemResponse.builder().build();
        }
        var failed = ConditionalCheckFailedException.builder();
        if (request.returnValuesOnConditionCheckFailure() == ReturnValuesOnConditionCheckFailure.ALL_OLD) {
            failed.item(StoredItem.parse(inTheWay.get()));
        }
        throw failed.message("The conditional request failed").build();
    }

    /** Returns the item in the way, if that kept it from being done. */
    Optional<byte[]> insert(SQLiteConnection connection) throws SQLiteException {
        boolean sorted = sort != null;
        var statement = connection.prepare("INSERT OR " + (onlyIfAbsent ? "IGNORE" : "REPLACE") + " INTO " + name()
                + (sorted
                        ? "(hashKey, hashValue, itemSize, ObjectJSON, rangeKey, rangeValue) VALUES(?, ?, ?, ?, ?, ?)"
                        : "(hashKey, hashValue, itemSize, ObjectJSON) VALUES(?, ?, ?, ?)"));
        try {
            statement.bind(1, partition).bind(2, partitionHash).bind(3, bytes).bind(4, item);
            if (sorted) {
                statement.bind(5, sort).bind(6, sortHash);
            }
            statement.step();
        } finally {
            statement.dispose();
        }
        return onlyIfAbsent && connection.getChanges() == 0 ? Optional.of(stored(connection)) : Optional.empty();
    }

    private byte[] stored(SQLiteConnection connection) throws SQLiteException {
        var statement = connection.prepare(
                "SELECT ObjectJSON FROM " + name() + " WHERE hashKey = ?" + (sort == null ? "" : " AND rangeKey = ?"));
        try {
            statement.bind(1, partition);
            if (sort != null) {
                statement.bind(2, sort);
            }
            statement.step();
            return statement.columnBlob(0);
        } finally {
            statement.dispose();
        }
    }

    /** What no other item of any table has. */
    List<Object> key() {
        return Arrays.asList(table, ByteBuffer.wrap(partition), sort == null ? null : ByteBuffer.wrap(sort));
    }

    private String name() {
        return '"' + table + '"';
    }
}
