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
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.SendMessageRequest;

/** One GetItem for the key, one SendMessage: what submit must do at least. */
public final class BareSubmit implements RequestStreamHandler {

    private final DynamoDbClient dynamoDb;
    private final SqsClient sqs;

    public BareSubmit() {
        Bare clients = new Bare();
        dynamoDb = clients.client(DynamoDbClient.builder(), "DYNAMODB");
        sqs = clients.client(SqsClient.builder(), "SQS");
    }

    @Override
    public void handleRequest(InputStream input, OutputStream output, Context context) throws IOException {
        String request = new String(input.readAllBytes(), StandardCharsets.UTF_8);
        Map<String, AttributeValue> key = dynamoDb.getItem(GetItemRequest.builder()
                        .tableName(Bare.variable("KEYS_TABLE"))
                        .key(Map.of("key_hash", AttributeValue.fromS(Bare.variable("KEY_HASH"))))
                        .consistentRead(true)
                        .build())
                .item();
        sqs.sendMessage(SendMessageRequest.builder()
                .queueUrl(Bare.variable("QUEUE_URL"))
                .messageBody(request)
                .build());
        int status = key.containsKey("src") ? 204 : 401;
        output.write(("{\"statusCode\":" + status + "}").getBytes(StandardCharsets.UTF_8));
    }
}
