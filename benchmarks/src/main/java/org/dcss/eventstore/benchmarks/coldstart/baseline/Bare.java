package org.dcss.eventstore.benchmarks.coldstart.baseline;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.crt.AwsCrtHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.sqs.SqsClient;

/** The calls that each function must make at least, by the SDK with the settings that start fastest. */
public abstract class Bare implements RequestStreamHandler {

    private static final long DAY = 86_400_000;
    private static final SdkHttpClient HTTP =
            AwsCrtHttpClient.builder().maxConcurrency(64).build();

    final DynamoDbClient dynamoDb = client(DynamoDbClient.builder(), "DYNAMODB");

    abstract String answer(String request, Context context);

    @Override
    public final void handleRequest(InputStream input, OutputStream output, Context context) throws IOException {
        String request = new String(input.readAllBytes(), StandardCharsets.UTF_8);
        output.write(answer(request, context).getBytes(StandardCharsets.UTF_8));
    }

    /** One GetItem for the key, and one SendMessage. */
    public static final class Submit extends Bare {

        private final SqsClient sqs = client(SqsClient.builder(), "SQS");

        @Override
        String answer(String request, Context context) {
            Map<String, AttributeValue> key = dynamoDb.getItem(get -> get.tableName(variable("KEYS_TABLE"))
                            .key(Map.of("key_hash", AttributeValue.fromS(variable("KEY_HASH"))))
                            .consistentRead(true))
                    .item();
            sqs.sendMessage(send -> send.queueUrl(variable("QUEUE_URL")).messageBody(request));
            return "{\"statusCode\":" + (key.containsKey("src") ? 204 : 401) + "}";
        }
    }

    /** One PutItem for the day's entry, and a conditional one for the event. */
    public static final class Consumer extends Bare {

        @Override
        String answer(String request, Context context) {
            long now = System.currentTimeMillis();
            String table = variable("EVENTS_TABLE");
            dynamoDb.putItem(put -> put.tableName(table)
                    .item(Map.of("ts_day", AttributeValue.fromN("-1"), "ts", number(now - now % DAY))));
            dynamoDb.putItem(put -> put.tableName(table)
                    .item(Map.of(
                            "ts_day", number(now - now % DAY),
                            "ts", number(now),
                            "id", AttributeValue.fromS(context.getAwsRequestId()),
                            "type", AttributeValue.fromS("milestone"),
                            "src", AttributeValue.fromS("cpo"),
                            "accepted", number(now),
                            "data", AttributeValue.fromS(request)))
                    .conditionExpression("attribute_not_exists(ts)")
                    .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD));
            return "{\"batchItemFailures\":[]}";
        }
    }

    /** One Query of the events after a millisecond. */
    public static final class Query extends Bare {

        @Override
        String answer(String request, Context context) {
            long after = Long.parseLong(variable("AFTER"));
            int events = dynamoDb.query(query -> query.tableName(variable("EVENTS_TABLE"))
                            .keyConditionExpression("ts_day = :day AND ts > :after")
                            .expressionAttributeValues(
                                    Map.of(":day", number(after - after % DAY), ":after", number(after)))
                            .consistentRead(true)
                            .limit(Integer.parseInt(variable("LIMIT"))))
                    .items()
                    .size();
            return "{\"statusCode\":200,\"body\":\"" + events + "\"}";
        }
    }

    private static <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C client(
            B builder, String service) {
        return builder.region(Region.of(variable("AWS_REGION")))
                .credentialsProvider(StaticCredentialsProvider.create(AwsSessionCredentials.create(
                        variable("AWS_ACCESS_KEY_ID"),
                        variable("AWS_SECRET_ACCESS_KEY"),
                        variable("AWS_SESSION_TOKEN"))))
                .endpointOverride(URI.create(variable("AWS_ENDPOINT_URL_" + service)))
                .httpClient(HTTP)
                .build();
    }

    private static String variable(String name) {
        return Objects.requireNonNull(System.getenv(name), name);
    }

    private static AttributeValue number(long value) {
        return AttributeValue.fromN(Long.toString(value));
    }
}
