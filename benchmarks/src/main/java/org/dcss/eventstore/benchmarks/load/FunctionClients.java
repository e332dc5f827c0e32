package org.dcss.eventstore.benchmarks.load;

import java.time.Duration;
import java.util.Map;
import org.dcss.eventstore.local.engines.Clients;
import org.dcss.eventstore.local.engines.Engines;
import org.dcss.eventstore.platform.AwsClients;
import org.dcss.eventstore.platform.CallLimits;
import org.dcss.eventstore.platform.Environment;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/** Clients as the functions make them, for contenders that must have no other. */
public final class FunctionClients implements AutoCloseable {

    private static final int MAX_CONNECTIONS = 64;

    private final AwsClients clients;
    private final SqsClient sqs;

    public FunctionClients(Engines engines) {
        clients = new AwsClients(new Environment(environment(engines)), MAX_CONNECTIONS);
        sqs = clients.client(
                SqsClient.builder(), "SQS", new CallLimits(Duration.ofSeconds(3), Duration.ofSeconds(20), 3));
    }

    /** Where the functions find the engines. */
    static Map<String, String> environment(Engines engines) {
        return Map.of(
                "AWS_REGION", Clients.REGION.id(),
                "AWS_ACCESS_KEY_ID", "local",
                "AWS_SECRET_ACCESS_KEY", "local",
                "AWS_ENDPOINT_URL_DYNAMODB", engines.dynamoDb().endpoint().toString(),
                "AWS_ENDPOINT_URL_SQS", engines.sqs().endpoint().toString());
    }

    /** As submit makes it. */
    public SqsClient sqs() {
        return sqs;
    }

    /** As the consumer makes it. */
    public DynamoDbClient dynamoDb(Duration callTimeout) {
        return clients.client(DynamoDbClient.builder(), "DYNAMODB", CallLimits.once(callTimeout));
    }

    @Override
    public void close() {
        sqs.close();
        clients.close();
    }
}
