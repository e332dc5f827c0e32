package org.dcss.eventstore.local.engines.access;

import java.net.URI;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.http.crt.AwsCrtHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/** SDK clients of an engine; the caller closes them. */
public final class Clients {
    public static final Region REGION = Region.US_EAST_1;

    /** For engines that take any. */
    public static final AwsCredentialsProvider CREDENTIALS = AccessKey.LOCAL.provider();

    private static final int MAX_CONNECTIONS = 64;

    private Clients() {}

    /** Of an engine that takes any access key. */
    public static DynamoDbClient dynamoDb(URI endpoint) {
        return dynamoDb(endpoint, AccessKey.LOCAL);
    }

    public static DynamoDbClient dynamoDb(URI endpoint, AccessKey key) {
        return DynamoDbClient.builder()
                .endpointOverride(endpoint)
                .region(REGION)
                .credentialsProvider(key.provider())
                .httpClientBuilder(AwsCrtHttpClient.builder().maxConcurrency(MAX_CONNECTIONS))
                .build();
    }

    public static SqsClient sqs(URI endpoint, AccessKey key) {
        return SqsClient.builder()
                .endpointOverride(endpoint)
                .region(REGION)
                .credentialsProvider(key.provider())
                .httpClientBuilder(AwsCrtHttpClient.builder().maxConcurrency(MAX_CONNECTIONS))
                .build();
    }
}
