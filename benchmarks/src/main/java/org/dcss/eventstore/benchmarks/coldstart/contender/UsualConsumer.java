package org.dcss.eventstore.benchmarks.coldstart.contender;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The consumer as it is usually written: a mapper, and a client as {@code create()} makes it. */
public final class UsualConsumer implements RequestStreamHandler {

    private static final long DAY = 86_400_000;

    private final ObjectMapper mapper = new ObjectMapper();
    private final DynamoDbClient dynamoDb = DynamoDbClient.create();

    @Override
    public void handleRequest(InputStream input, OutputStream output, Context context) throws IOException {
        for (Usual.Message message : mapper.readValue(input, Usual.Batch.class).records()) {
            put(message, mapper.readTree(message.body()));
        }
        mapper.writeValue(output, new Usual.BatchResponse(List.of()));
    }

    private void put(Usual.Message message, JsonNode event) {
        long now = System.currentTimeMillis();
        String table = System.getenv("EVENTS_TABLE");
        dynamoDb.putItem(put ->
                put.tableName(table).item(Map.of("ts_day", AttributeValue.fromN("-1"), "ts", number(now - now % DAY))));
        dynamoDb.putItem(put -> put.tableName(table)
                .item(Map.of(
                        "ts_day", number(now - now % DAY),
                        "ts", number(now),
                        "id", AttributeValue.fromS(message.messageId()),
                        "type", AttributeValue.fromS(event.path("type").asText()),
                        "src", AttributeValue.fromS("cpo"),
                        "accepted", number(now),
                        "data", AttributeValue.fromS(event.toString())))
                .conditionExpression("attribute_not_exists(ts)"));
    }

    private static AttributeValue number(long value) {
        return AttributeValue.fromN(Long.toString(value));
    }
}
