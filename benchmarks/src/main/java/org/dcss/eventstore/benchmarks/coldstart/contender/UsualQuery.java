package org.dcss.eventstore.benchmarks.coldstart.contender;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** A page of the feed as it is usually written: a mapper, and a client as {@code create()} makes it. */
public final class UsualQuery implements RequestStreamHandler {

    private static final long DAY = 86_400_000;

    private final ObjectMapper mapper = new ObjectMapper();
    private final DynamoDbClient dynamoDb = DynamoDbClient.create();

    @Override
    public void handleRequest(InputStream input, OutputStream output, Context context) throws IOException {
        Usual.Request request = mapper.readValue(input, Usual.Request.class);
        long after = Long.parseLong(request.queryStringParameters().getOrDefault("after", "0"));
        List<Usual.Event> events = new ArrayList<>();
        for (Map<String, AttributeValue> item : dynamoDb.query(query -> query.tableName(System.getenv("EVENTS_TABLE"))
                        .keyConditionExpression("ts_day = :day AND ts > :after")
                        .expressionAttributeValues(Map.of(":day", number(after - after % DAY), ":after", number(after)))
                        .consistentRead(true)
                        .limit(Integer.parseInt(request.queryStringParameters().getOrDefault("limit", "1000"))))
                .items()) {
            events.add(event(item));
        }
        mapper.writeValue(
                output,
                new Usual.Response(200, Map.of("Content-Type", "application/json"), mapper.writeValueAsString(events)));
    }

    private Usual.Event event(Map<String, AttributeValue> item) throws JsonProcessingException {
        return new Usual.Event(
                Long.parseLong(value(item, "ts_day").n()),
                Long.parseLong(value(item, "ts").n()),
                value(item, "id").s(),
                value(item, "type").s(),
                value(item, "src").s(),
                Long.parseLong(value(item, "accepted").n()),
                mapper.readValue(value(item, "data").s(), new TypeReference<Map<String, Object>>() {}));
    }

    private static AttributeValue value(Map<String, AttributeValue> item, String name) {
        return Objects.requireNonNull(item.get(name), name);
    }

    private static AttributeValue number(long value) {
        return AttributeValue.fromN(Long.toString(value));
    }
}
