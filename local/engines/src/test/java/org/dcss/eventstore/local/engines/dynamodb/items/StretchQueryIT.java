package org.dcss.eventstore.local.engines.dynamodb.items;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/** A stretch is answered as DynamoDB Local's own function answers it, which the client that speaks HTTP asks. */
final class StretchQueryIT extends TwoClients {

    private static final String TABLE = "stretches";
    private static final int ITEMS = 120;
    private static final int QUERIES = 400;

    private final Random random = new Random(7);

    @ParameterizedTest
    @EnumSource(
            value = ScalarAttributeType.class,
            names = {"N", "S"})
    void answersAsTheEngineDoes(ScalarAttributeType sort) {
        create(TABLE, "S," + sort);
        for (int i = 0; i < ITEMS; i++) {
            var item = item(sort, i);
            embedded.putItem(put -> put.tableName(TABLE).item(item));
        }
        int cut = 0;
        for (int i = 0; i < QUERIES; i++) {
            var query = query(sort);
            var ours = embedded.query(query);
            assertSame(ours, client.query(query));
            cut += ours.lastEvaluatedKey().isEmpty() ? 0 : 1;
        }
        assertThat(cut).isBetween(QUERIES / 10, QUERIES * 9 / 10);
    }

    /** What it does not answer itself it leaves to the engine. */
    @Test
    void isOnlyWhatItCanAnswer() {
        create(TABLE, "S,N");
        for (int i = 0; i < 10; i++) {
            var item = item(ScalarAttributeType.N, i);
            embedded.putItem(put -> put.tableName(TABLE).item(item));
        }
        var stretch = between(ScalarAttributeType.N, "0", "9", "p");
        Stream.of(
                        stretch.toBuilder()
                                .filterExpression("attribute_exists(B)")
                                .build(),
                        stretch.toBuilder().projectionExpression("M.n").build(),
                        stretch.toBuilder().select("COUNT").build(),
                        stretch.toBuilder()
                                .exclusiveStartKey(
                                        Map.of("p", AttributeValue.fromS("p"), "k", AttributeValue.fromN("3")))
                                .build())
                .forEach(query -> {
                    assertThat(StretchQuery.of(query, null)).isEmpty();
                    assertSame(embedded.query(query), client.query(query));
                });
        assertSame(embedded.query(unusual("1.5")), client.query(unusual("1.5")));
        assertThat(Stream.of(
                                between(ScalarAttributeType.N, "9", "0", "p"),
                                unusual("one"),
                                between(ScalarAttributeType.S, "a", "b", "p"))
                        .map(query -> failure(() -> embedded.query(query)).equals(failure(() -> client.query(query)))))
                .containsOnly(true);
    }

    private static QueryRequest unusual(String number) {
        return between(ScalarAttributeType.N, number, "9", "p");
    }

    /** Where the first that differs is told alone: items are long. */
    private static void assertSame(QueryResponse ours, QueryResponse engine) {
        assertThat(ours.count()).isEqualTo(engine.count());
        assertThat(ours.scannedCount()).isEqualTo(engine.scannedCount());
        for (int i = 0; i < engine.items().size(); i++) {
            for (var attribute : engine.items().get(i).entrySet()) {
                assertThat(ours.items().get(i).get(attribute.getKey())).isEqualTo(attribute.getValue());
            }
            assertThat(ours.items().get(i)).hasSameSizeAs(engine.items().get(i));
        }
        assertThat(ours.items()).hasSameSizeAs(engine.items());
        assertThat(ours.lastEvaluatedKey()).isEqualTo(engine.lastEvaluatedKey());
        assertThat(ours.consumedCapacity()).isEqualTo(engine.consumedCapacity());
    }

    private static String failure(Runnable query) {
        try {
            query.run();
            return "none";
        } catch (RuntimeException e) {
            return e.getClass().getName();
        }
    }

    private Map<String, AttributeValue> item(ScalarAttributeType sort, int i) {
        var item = new HashMap<String, AttributeValue>();
        item.put("p", AttributeValue.fromS(i % 10 == 0 ? "q" : "p"));
        item.put("k", key(sort, i));
        item.put(
                "S",
                AttributeValue.fromS(
                        "\"\u00e9\u4e2d\ud83d\ude00\\" + "x".repeat(random.nextInt(i % 3 == 0 ? 60_000 : 300))));
        item.put(
                "N",
                AttributeValue.fromN(
                        List.of("0", "-1.5", "1795786527889", "1E+20").get(random.nextInt(4))));
        item.put("B", AttributeValue.fromB(SdkBytes.fromByteArray(new byte[] {(byte) i, -1, 0})));
        if (i % 2 == 0) {
            return item; // Of texts, numbers and bytes alone, as the log's are.
        }
        item.put("BOOL", AttributeValue.fromBool(random.nextBoolean()));
        item.put("NULL", AttributeValue.fromNul(true));
        item.put("L", AttributeValue.fromL(List.of(AttributeValue.fromS("a"), AttributeValue.fromM(Map.of()))));
        item.put("M", AttributeValue.fromM(Map.of("n", AttributeValue.fromN("5"))));
        item.put("SS", AttributeValue.fromSs(List.of("a", "b")));
        item.put("NS", AttributeValue.fromNs(List.of("1", "2")));
        item.put("BS", AttributeValue.fromBs(List.of(SdkBytes.fromByteArray(new byte[] {1}))));
        return item;
    }

    private QueryRequest query(ScalarAttributeType sort) {
        int a = random.nextInt(ITEMS);
        int b = random.nextInt(ITEMS);
        var query = between(
                        sort,
                        Integer.toString(Math.min(a, b)),
                        Integer.toString(Math.max(a, b)),
                        random.nextInt(9) == 0 ? "q" : "p")
                .toBuilder()
                .consistentRead(random.nextBoolean())
                .scanIndexForward(random.nextBoolean() ? null : random.nextBoolean());
        switch (random.nextInt(4)) {
            case 0 -> half(query, ">=", key(sort, a));
            case 1 -> half(query, "<=", key(sort, b));
            default -> {}
        }
        if (random.nextInt(3) == 0) {
            var names = new HashMap<>(query.build().expressionAttributeNames());
            names.put("#s", "SS");
            query.projectionExpression(random.nextBoolean() ? "#k, #s, N" : "#s, N, p")
                    .expressionAttributeNames(names);
        }
        if (random.nextBoolean()) {
            query.limit(1 + random.nextInt(ITEMS / 2));
        }
        if (random.nextBoolean()) {
            query.returnConsumedCapacity(ReturnConsumedCapacity.TOTAL);
        }
        return query.build();
    }

    private static void half(QueryRequest.Builder query, String operator, AttributeValue bound) {
        query.keyConditionExpression("#p = :partition AND #k " + operator + " :bound")
                .expressionAttributeValues(Map.of(
                        ":partition", query.build().expressionAttributeValues().get(":partition"), ":bound", bound));
    }

    private static QueryRequest between(ScalarAttributeType sort, String from, String through, String partition) {
        return QueryRequest.builder()
                .tableName(TABLE)
                .keyConditionExpression("#p = :partition AND #k BETWEEN :from AND :through")
                .expressionAttributeNames(Map.of("#p", "p", "#k", "k"))
                .expressionAttributeValues(Map.of(
                        ":partition", AttributeValue.fromS(partition),
                        ":from", key(sort, from),
                        ":through", key(sort, through)))
                .build();
    }

    private static AttributeValue key(ScalarAttributeType sort, int i) {
        return key(sort, Integer.toString(i));
    }

    private static AttributeValue key(ScalarAttributeType sort, String number) {
        return sort == ScalarAttributeType.N
                ? AttributeValue.fromN(number)
                : AttributeValue.fromS("\u00e9" + "0".repeat(Math.max(0, 4 - number.length())) + number);
    }
}
