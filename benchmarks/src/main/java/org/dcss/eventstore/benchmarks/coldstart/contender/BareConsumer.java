package org.dcss.eventstore.benchmarks.coldstart.contender;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;

/** One PutItem for the day's entry, a conditional one for the event: what the consumer must do at least. */
public final class BareConsumer implements RequestStreamHandler {

    private static final long DAY = 86_400_000;

    private final DynamoDbClient dynamoDb = new Bare().client(DynamoDbClient.builder(), "DYNAMODB");

    @Override
    public void handleRequest(InputStream input, OutputStream output, Context context) throws IOException {
        String request = new String(input.readAllBytes(), StandardCharsets.UTF_8);
        long now = System.currentTimeMillis();
        String table = Bare.variable("EVENTS_TABLE");
        dynamoDb.putItem(PutItemRequest.builder()
                .tableName(table)
                .item(Map.of("ts_day", AttributeValue.fromN("-1"), "ts", number(now - now % DAY)))
                .build());
        dynamoDb.putItem(PutItemRequest.builder()
                .tableName(table)
                .item(Map.of(
                        "ts_day", number(now - now % DAY),
                        "ts", number(now),
                        "id", AttributeValue.fromS(context.getAwsRequestId()),
                        "type", AttributeValue.fromS("milestone"),
                        "src", AttributeValue.fromS("cpo"),
                        "accepted", number(now),
                        "data", AttributeValue.fromS(request)))
                .conditionExpression("attribute_not_exists(ts)")
                .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)
                .build());
        output.write("{\"batchItemFailures\":[]}".getBytes(StandardCharsets.UTF_8));
    }

    private static AttributeValue number(long value) {
        return AttributeValue.fromN(Long.toString(value));
    }
}
