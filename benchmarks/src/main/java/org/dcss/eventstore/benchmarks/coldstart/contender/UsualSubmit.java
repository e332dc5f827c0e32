package org.dcss.eventstore.benchmarks.coldstart.contender;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.sqs.SqsClient;

/** Submit as it is usually written: a mapper, and clients as {@code create()} makes them. It validates nothing. */
public final class UsualSubmit implements RequestStreamHandler {

    private final ObjectMapper mapper = new ObjectMapper();
    private final DynamoDbClient dynamoDb = DynamoDbClient.create();
    private final SqsClient sqs = SqsClient.create();

    @Override
    public void handleRequest(InputStream input, OutputStream output, Context context) throws IOException {
        Usual.Request request = mapper.readValue(input, Usual.Request.class);
        Usual.Submitted event = mapper.readValue(request.body(), Usual.Submitted.class);
        Map<String, AttributeValue> key = dynamoDb.getItem(get -> get.tableName(System.getenv("KEYS_TABLE"))
                        .key(Map.of("key_hash", AttributeValue.fromS(System.getenv("KEY_HASH"))))
                        .consistentRead(true))
                .item();
        String message = mapper.writeValueAsString(event);
        sqs.sendMessage(send -> send.queueUrl(System.getenv("QUEUE_URL")).messageBody(message));
        mapper.writeValue(
                output,
                new Usual.Response(
                        key.containsKey("src") ? 204 : 401, Map.of("Event-Id", context.getAwsRequestId()), ""));
    }
}
