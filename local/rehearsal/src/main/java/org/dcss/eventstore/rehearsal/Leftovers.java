package org.dcss.eventstore.rehearsal;

import java.util.List;
import java.util.stream.Stream;
import software.amazon.awssdk.services.apigatewayv2.ApiGatewayV2Client;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/** Lists what there is of a deployment, service by service, whatever Terraform knows of it. */
final class Leftovers {

    private final AwsApis apis;

    Leftovers(AwsApis apis) {
        this.apis = apis;
    }

    /** All resources whose names hold the deployment's, each as its kind and its name. */
    List<String> of(String name) {
        return Stream.of(
                        kind("API", apis()),
                        kind("bucket", buckets()),
                        kind("function", functions()),
                        kind("schedule", schedules()),
                        kind("event source mapping", mappings()),
                        kind("queue", queues()),
                        kind("table", tables()),
                        kind("role", roles()),
                        kind("log group", logGroups()),
                        kind("alarm", alarms()),
                        kind("dashboard", dashboards()),
                        kind("topic", topics()))
                .flatMap(found -> found)
                .filter(found -> found.contains(name))
                .toList();
    }

    private static Stream<String> kind(String kind, Stream<String> names) {
        return names.map(name -> kind + " " + name);
    }

    private Stream<String> apis() {
        return apis.client(ApiGatewayV2Client.builder()).getApis(all -> {}).items().stream()
                .map(api -> api.name());
    }

    private Stream<String> functions() {
        return apis.client(LambdaClient.builder()).listFunctionsPaginator().functions().stream()
                .map(function -> function.functionName());
    }

    private Stream<String> schedules() {
        return apis.client(EventBridgeClient.builder()).listRules(all -> {}).rules().stream()
                .map(rule -> rule.name());
    }

    private Stream<String> buckets() {
        return apis.client(S3Client.builder().forcePathStyle(true)).listBuckets().buckets().stream()
                .map(bucket -> bucket.name());
    }

    private Stream<String> mappings() {
        return apis.client(LambdaClient.builder()).listEventSourceMappingsPaginator().eventSourceMappings().stream()
                .map(mapping -> mapping.eventSourceArn());
    }

    private Stream<String> queues() {
        return apis.client(SqsClient.builder()).listQueuesPaginator(all -> {}).queueUrls().stream();
    }

    private Stream<String> tables() {
        return apis.client(DynamoDbClient.builder()).listTablesPaginator().tableNames().stream();
    }

    private Stream<String> roles() {
        return apis.client(IamClient.builder()).listRolesPaginator().roles().stream()
                .map(role -> role.roleName());
    }

    private Stream<String> logGroups() {
        return apis.client(CloudWatchLogsClient.builder()).describeLogGroupsPaginator().logGroups().stream()
                .map(group -> group.logGroupName());
    }

    private Stream<String> alarms() {
        return apis.client(CloudWatchClient.builder()).describeAlarmsPaginator().metricAlarms().stream()
                .map(alarm -> alarm.alarmName());
    }

    private Stream<String> dashboards() {
        return apis.client(CloudWatchClient.builder()).listDashboardsPaginator(all -> {}).dashboardEntries().stream()
                .map(dashboard -> dashboard.dashboardName());
    }

    private Stream<String> topics() {
        return apis.client(SnsClient.builder()).listTopicsPaginator().topics().stream()
                .map(topic -> topic.topicArn());
    }
}
