package org.dcss.eventstore.local.engines.dynamodb.items;

import static org.assertj.core.api.Assertions.assertThat;

import com.almworks.sqlite4java.SQLiteConnection;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutRequest;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/** What is put leaves the rows that DynamoDB Local's own function leaves, which the client that speaks HTTP asks. */
final class ItemPutIT extends TwoClients {

    private static final int PUTS = 300;

    private final Random random = new Random(11);

    /** One table is written by this, its twin by the engine; the same puts meet the same items. */
    @ParameterizedTest
    @ValueSource(strings = {"N,N", "S,S", "S,", "N,"})
    void leavesTheRowsOfTheEngine(String keys) throws Exception {
        create("ours", keys);
        create("engines", keys);
        int inTheWay = 0;
        for (int i = 0; i < PUTS; i++) {
            var item = item(keys);
            var ours = put("ours", item, keys);
            var theirs = ours.toBuilder().tableName("engines").build();
            var answer = outcome(embedded, ours);
            assertThat(answer).isEqualTo(outcome(client, theirs));
            inTheWay += answer.isEmpty() ? 0 : 1;
        }
        assertThat(inTheWay).isBetween(PUTS / 20, PUTS * 19 / 20);
        assertThat(rows("ours")).hasSizeGreaterThan(5).isEqualTo(rows("engines"));
    }

    @Test
    void batchLeavesTheRowsOfTheEngine() throws Exception {
        create("ours", "S,S");
        create("engines", "S,S");
        for (int batch = 0; batch < 40; batch++) {
            Map<Object, WriteRequest> puts = new HashMap<>();
            for (int i = 0; i < 1 + random.nextInt(25); i++) {
                var item = item("S,S");
                puts.put(
                        List.of(item.get("p"), item.get("k")),
                        WriteRequest.builder()
                                .putRequest(PutRequest.builder().item(item).build())
                                .build());
            }
            var all = List.copyOf(puts.values());
            assertThat(embedded.batchWriteItem(write -> write.requestItems(Map.of("ours", all)))
                            .unprocessedItems())
                    .isEmpty();
            client.batchWriteItem(write -> write.requestItems(Map.of("engines", all)));
        }
        assertThat(rows("ours")).hasSizeGreaterThan(5).isEqualTo(rows("engines"));
    }

    /** What the engine refuses is refused, and what only it can do is left to it. */
    @Test
    void isOnlyWhatItCanJudge() throws Exception {
        create("ours", "S,N");
        var good = Map.of("p", AttributeValue.fromS("a"), "k", AttributeValue.fromN("1"));
        Stream.of(
                        Map.of("p", AttributeValue.fromS("a")),
                        Map.of("p", AttributeValue.fromS(""), "k", AttributeValue.fromN("1")),
                        Map.of("p", AttributeValue.fromN("1"), "k", AttributeValue.fromN("1")),
                        Map.of("p", AttributeValue.fromS("a"), "k", AttributeValue.fromN("one")),
                        Map.of("p", AttributeValue.fromS("x".repeat(2049)), "k", AttributeValue.fromN("1")),
                        with(good, "d", AttributeValue.fromS("x".repeat(400 * 1024))))
                .forEach(item -> assertThat(refusal(item)).isEqualTo(400));
        assertThat(rows("ours")).isEmpty();

        var odd = with(with(good, "n", AttributeValue.fromN("1.50")), "l", AttributeValue.fromL(List.of()));
        embedded.putItem(put -> put.tableName("ours").item(odd));
        assertThat(embedded.getItem(get -> get.tableName("ours").key(good)).item())
                .containsEntry("n", AttributeValue.fromN("1.5"))
                .containsEntry("l", AttributeValue.fromL(List.of()));

        var twice = WriteRequest.builder()
                .putRequest(PutRequest.builder().item(good).build())
                .build();
        assertThat(status(() ->
                        embedded.batchWriteItem(write -> write.requestItems(Map.of("ours", List.of(twice, twice))))))
                .isEqualTo(400);
    }

    /** A change of a table with a stream is noted there, which the engine does. */
    @Test
    void leavesTablesWithStreamsToTheEngine() throws Exception {
        create("ours", "S,");
        embedded.updateTable(update -> update.tableName("ours")
                .streamSpecification(stream -> stream.streamEnabled(true).streamViewType(StreamViewType.NEW_IMAGE)));
        embedded.putItem(put -> put.tableName("ours").item(Map.of("p", AttributeValue.fromS("a"))));
        assertThat(read("SELECT StreamID, SequenceNumber FROM us")).hasSize(1);
    }

    private int refusal(Map<String, AttributeValue> item) {
        return status(() -> embedded.putItem(put -> put.tableName("ours").item(item)));
    }

    private static int status(Runnable call) {
        try {
            call.run();
            return 200;
        } catch (DynamoDbException e) {
            return e.statusCode();
        }
    }

    private static Map<String, AttributeValue> with(
            Map<String, AttributeValue> item, String name, AttributeValue value) {
        var more = new HashMap<>(item);
        more.put(name, value);
        return more;
    }

    private static String outcome(DynamoDbClient dynamoDb, PutItemRequest request) {
        try {
            dynamoDb.putItem(request);
            return "";
        } catch (ConditionalCheckFailedException e) {
            return e.awsErrorDetails() == null || e.statusCode() == 400
                    ? "in the way: " + new TreeMap<>(e.item())
                    : e.toString();
        }
    }

    /** Of few keys, so that many meet. */
    private Map<String, AttributeValue> item(String keys) {
        var item = new HashMap<String, AttributeValue>();
        item.put("p", key(keys.charAt(0)));
        if (keys.length() > 2) {
            item.put("k", key(keys.charAt(2)));
        }
        item.put("S", AttributeValue.fromS("\"\u00e9\u4e2d\ud83d\ude00\\\n\u0000" + "x".repeat(random.nextInt(400))));
        item.put("N", AttributeValue.fromN(List.of("0", "-15", "1795786527889").get(random.nextInt(3))));
        if (random.nextBoolean()) {
            item.put("B", AttributeValue.fromB(SdkBytes.fromByteArray(new byte[] {(byte) random.nextInt(), -1, 0})));
        }
        return item;
    }

    private AttributeValue key(char type) {
        int number = random.nextInt(9);
        return type == 'N'
                ? AttributeValue.fromN(Integer.toString(number - 4))
                : AttributeValue.fromS("\u00e9" + number);
    }

    private PutItemRequest put(String table, Map<String, AttributeValue> item, String keys) {
        var put = PutItemRequest.builder().tableName(table).item(item);
        if (random.nextInt(4) > 0) {
            boolean bySort = keys.length() > 2 && random.nextBoolean();
            put.conditionExpression("attribute_not_exists(#key)")
                    .expressionAttributeNames(Map.of("#key", bySort ? "k" : "p"));
        }
        if (random.nextBoolean()) {
            put.returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD);
        }
        return put.build();
    }

    /** Whatever is in a table's file but the order of an item's attributes. */
    private List<String> rows(String table) throws Exception {
        return read("SELECT ObjectJSON, * FROM \"" + table + "\"");
    }

    private List<String> read(String sql) throws Exception {
        var connection = new SQLiteConnection(
                directory.resolve("dynamodb/shared-local-instance.db").toFile());
        connection.openReadonly();
        try {
            var rows = new ArrayList<String>();
            var statement = connection.prepare(sql);
            while (statement.step()) {
                var row = new ArrayList<String>();
                for (int i = 0; i < statement.columnCount(); i++) {
                    var name = statement.getColumnName(i);
                    var blob = statement.columnBlob(i);
                    row.add(name + " "
                            + (name.equals("ObjectJSON")
                                    ? new TreeMap<>(StoredItem.parse(blob)).toString()
                                    : blob == null
                                            ? "none"
                                            : Base64.getEncoder().encodeToString(blob)));
                }
                rows.add(String.join(", ", row));
            }
            rows.sort(null);
            return rows;
        } finally {
            connection.dispose();
        }
    }
}
