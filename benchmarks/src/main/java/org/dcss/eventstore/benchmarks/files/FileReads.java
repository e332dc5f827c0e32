package org.dcss.eventstore.benchmarks.files;

import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.dcss.eventstore.benchmarks.testbed.Target;
import org.dcss.eventstore.benchmarks.testbed.Variables;
import org.dcss.eventstore.local.function.FunctionException;
import org.dcss.eventstore.local.function.InProcessFunction;
import org.dcss.eventstore.local.function.LambdaFunction;
import org.dcss.eventstore.platform.function.Host;
import org.dcss.eventstore.query.QueryHandler;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;

/** Reads parts of a file through the handler, or by calls to Query alone. */
final class FileReads {

    private static final Duration TIMEOUT = Duration.ofSeconds(29);

    private final LambdaFunction query;
    private final DynamoDbClient dynamoDb;

    FileReads(Target target, DynamoDbClient dynamoDb) {
        Map<String, String> variables = new HashMap<>(Variables.endpoints(
                target.engines().dynamoDb().endpoint(), target.engines().sqs().endpoint()));
        variables.put("EVENTS_TABLE", Target.EVENTS);
        variables.put("VIEWS_TABLE", FilesBenchmark.VIEWS);
        Clock clock = Clock.systemUTC();
        this.query = new InProcessFunction(
                "query", new QueryHandler(new Host(variables, clock, measured -> {})), TIMEOUT, clock);
        this.dynamoDb = dynamoDb;
    }

    byte[] handle(byte[] request) throws FunctionException {
        return query.invoke(request);
    }

    /** The items that the handler needs, with its consistency and in its pages of 1 MB; returns how many. */
    int query(long from, long to) {
        QueryRequest.Builder request = QueryRequest.builder()
                .tableName(FilesBenchmark.VIEWS)
                .keyConditionExpression("#view = :view AND #key BETWEEN :from AND :to")
                .expressionAttributeNames(Map.of("#view", "view", "#key", "key"))
                .expressionAttributeValues(Map.of(
                        ":view", AttributeValue.fromS("xlog.2#" + Target.SRC.name() + "#milestones"),
                        ":from", AttributeValue.fromS("%015d".formatted(from)),
                        ":to", AttributeValue.fromS("%015d".formatted(to))))
                .consistentRead(true);
        QueryResponse response = dynamoDb.query(request.build());
        int items = response.count();
        while (response.hasLastEvaluatedKey()) {
            response = dynamoDb.query(
                    request.exclusiveStartKey(response.lastEvaluatedKey()).build());
            items += response.count();
        }
        return items;
    }
}
