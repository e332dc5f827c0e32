package org.dcss.eventstore.rehearsal.deployed.reader;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.dcss.eventstore.rehearsal.deployed.Arn;
import org.dcss.eventstore.rehearsal.deployed.DeployedApi;
import org.dcss.eventstore.rehearsal.deployed.DeployedFunction;
import org.dcss.eventstore.rehearsal.deployed.DeployedMapping;
import org.dcss.eventstore.rehearsal.deployed.DeployedQueue;
import org.dcss.eventstore.rehearsal.deployed.DeployedSchedule;
import org.dcss.eventstore.rehearsal.deployed.Deployment;
import org.dcss.eventstore.rehearsal.deployed.DeploymentException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.apigatewayv2.ApiGatewayV2Client;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/** Reads a deployment, starting from its API and its event source mapping, as requests and messages would find it. */
public final class DeploymentReader {

    private final ApiGatewayV2Client gateway;
    private final LambdaClient lambda;
    private final IamClient iam;
    private final SqsClient sqs;
    private final DynamoDbClient dynamoDb;
    private final EventBridgeClient events;
    private final LocalZips zips;

    public DeploymentReader(
            ApiGatewayV2Client gateway,
            LambdaClient lambda,
            IamClient iam,
            SqsClient sqs,
            DynamoDbClient dynamoDb,
            EventBridgeClient events,
            LocalZips zips) {
        this.gateway = gateway;
        this.lambda = lambda;
        this.iam = iam;
        this.sqs = sqs;
        this.dynamoDb = dynamoDb;
        this.events = events;
        this.zips = zips;
    }

    /**
     * The deployment of this name, as it is now.
     *
     * @throws DeploymentException if there is none, or AWS would not run it
     */
    public Deployment read(String name) throws DeploymentException {
        try {
            FunctionReader functions = new FunctionReader(lambda, iam, zips);
            MappingReader mappings = new MappingReader(lambda, sqs, functions);
            DeployedApi api = new ApiReader(gateway, functions).read(name);
            DeployedMapping mapping = mappings.read(name);
            List<DeployedQueue> queues = new ArrayList<>();
            mappings.deadLetters(mapping.queue()).ifPresent(queues::add);
            queues.add(mapping.queue());
            List<DeployedSchedule> schedules = new ScheduleReader(events, functions).read(name);
            Deployment withoutTables = new Deployment(api, mapping, schedules, queues, List.of());
            return new Deployment(api, mapping, schedules, queues, tables(withoutTables.functions()));
        } catch (SdkException e) {
            throw new DeploymentException("cannot read the deployment " + name + ": " + e.getMessage(), e);
        }
    }

    private List<CreateTableRequest> tables(List<DeployedFunction> functions) {
        Predicate<String> written =
                arn -> functions.stream().anyMatch(function -> function.mayDo().allows("dynamodb:PutItem", arn));
        return functions.stream()
                .flatMap(function -> function.mayDo().resources())
                .filter(arn ->
                        arn.startsWith("arn:") && Arn.parse(arn).service().equals("dynamodb"))
                .distinct()
                .filter(written)
                .map(arn -> table(Arn.parse(arn).resource().replaceFirst("^table/", "")))
                .toList();
    }

    private CreateTableRequest table(String name) {
        TableDescription table =
                dynamoDb.describeTable(request -> request.tableName(name)).table();
        CreateTableRequest.Builder twin = CreateTableRequest.builder()
                .tableName(name)
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .keySchema(table.keySchema())
                .attributeDefinitions(table.attributeDefinitions());
        // An empty list of indexes is refused.
        if (!table.globalSecondaryIndexes().isEmpty()) {
            twin.globalSecondaryIndexes(table.globalSecondaryIndexes().stream()
                    .map(index -> GlobalSecondaryIndex.builder()
                            .indexName(index.indexName())
                            .keySchema(index.keySchema())
                            .projection(index.projection())
                            .build())
                    .toList());
        }
        return twin.build();
    }
}
