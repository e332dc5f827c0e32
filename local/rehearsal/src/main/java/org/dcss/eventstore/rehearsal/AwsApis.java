package org.dcss.eventstore.rehearsal;

import java.net.URI;
import org.dcss.eventstore.rehearsal.deployed.reader.DeploymentReader;
import org.dcss.eventstore.rehearsal.deployed.reader.LocalZips;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.crt.AwsCrtHttpClient;
import software.amazon.awssdk.services.apigatewayv2.ApiGatewayV2Client;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/** Clients of what a deployment is read back from; region and credentials are found as the SDK finds them. */
final class AwsApis implements AutoCloseable {

    private final SdkHttpClient http = AwsCrtHttpClient.create();
    private final URI endpoint;

    AwsApis(URI endpoint) {
        this.endpoint = endpoint;
    }

    DeploymentReader reader(LocalZips zips) {
        return new DeploymentReader(
                client(ApiGatewayV2Client.builder()),
                client(LambdaClient.builder()),
                client(IamClient.builder()),
                client(SqsClient.builder()),
                client(DynamoDbClient.builder()),
                client(EventBridgeClient.builder()),
                zips);
    }

    <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C client(B builder) {
        return builder.endpointOverride(endpoint).httpClient(http).build();
    }

    @Override
    public void close() {
        http.close();
    }
}
