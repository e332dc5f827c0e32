package org.dcss.eventstore.benchmarks.coldstart.baseline;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
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

    /** A request of the gateway. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Request(
            String rawPath,
            Map<String, String> headers,
            Map<String, String> queryStringParameters,
            String body,
            boolean isBase64Encoded) {}

    /** An event as it is submitted. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Submitted(String type, String src, Map<String, Object> data) {}

    /** An answer to the gateway. */
    record Response(int statusCode, Map<String, String> headers, String body) {}

    private final ObjectMapper mapper = new ObjectMapper();
    private final DynamoDbClient dynamoDb = DynamoDbClient.create();
    private final SqsClient sqs = SqsClient.create();

    @Override
    public void handleRequest(InputStream input, OutputStream output, Context context) throws IOException {
        Request request = mapper.readValue(input, Request.class);
        Submitted event = mapper.readValue(request.body(), Submitted.class);
        Map<String, AttributeValue> key = dynamoDb.getItem(get -> get.tableName(System.getenv("KEYS_TABLE"))
                        .key(Map.of("key_hash", AttributeValue.fromS(System.getenv("KEY_HASH"))))
                        .consistentRead(true))
                .item();
        String message = mapper.writeValueAsString(event);
        sqs.sendMessage(send -> send.queueUrl(System.getenv("QUEUE_URL")).messageBody(message));
        int status = key.containsKey("src") ? 204 : 401;
        mapper.writeValue(output, new Response(status, Map.of("Event-Id", context.getAwsRequestId()), ""));
    }
}
