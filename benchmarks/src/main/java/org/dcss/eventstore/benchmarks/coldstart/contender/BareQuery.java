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
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

/** One Query of the events after a millisecond: what a page of the feed must do at least. */
public final class BareQuery implements RequestStreamHandler {

    private static final long DAY = 86_400_000;

    private final DynamoDbClient dynamoDb = new Bare().client(DynamoDbClient.builder(), "DYNAMODB");

    @Override
    public void handleRequest(InputStream input, OutputStream output, Context context) throws IOException {
        input.readAllBytes();
        long after = Long.parseLong(Bare.variable("AFTER"));
        int events = dynamoDb.query(QueryRequest.builder()
                        .tableName(Bare.variable("EVENTS_TABLE"))
                        .keyConditionExpression("ts_day = :day AND ts > :after")
                        .expressionAttributeValues(Map.of(":day", number(after - after % DAY), ":after", number(after)))
                        .consistentRead(true)
                        .limit(Integer.parseInt(Bare.variable("LIMIT")))
                        .build())
                .items()
                .size();
        output.write(("{\"statusCode\":200,\"body\":\"" + events + "\"}").getBytes(StandardCharsets.UTF_8));
    }

    private static AttributeValue number(long value) {
        return AttributeValue.fromN(Long.toString(value));
    }
}
