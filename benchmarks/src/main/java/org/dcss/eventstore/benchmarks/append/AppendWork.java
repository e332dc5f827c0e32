package org.dcss.eventstore.benchmarks.append;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.dcss.eventstore.append.AppendHandler;
import org.dcss.eventstore.benchmarks.testbed.Target;
import org.dcss.eventstore.benchmarks.testbed.Variables;
import org.dcss.eventstore.benchmarks.workload.Requests;
import org.dcss.eventstore.local.function.FunctionException;
import org.dcss.eventstore.local.function.InProcessFunction;
import org.dcss.eventstore.local.function.LambdaFunction;
import org.dcss.eventstore.platform.aws.CallLimits;
import org.dcss.eventstore.platform.function.Host;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Appends by the handler, and puts by a client as the handler has one, to the same table; each of a stream of its own. */
final class AppendWork implements AutoCloseable {

    static final String STREAMS = "dcss-streams";

    private static final Duration TIMEOUT = Duration.ofSeconds(29);
    private static final CallLimits ONCE = CallLimits.once(Duration.ofSeconds(2));

    /** As Base64: 300 bytes. */
    private static final String DATA = "QUJD".repeat(100);

    private final LambdaFunction append;
    private final DynamoDbClient dynamoDb;
    private final String stream = "stream-" + UUID.randomUUID();
    private long appended;

    AppendWork(Target target, URI tables, URI queues) {
        Map<String, String> variables = new HashMap<>(Variables.endpoints(tables, queues));
        variables.put("STREAMS_TABLE", STREAMS);
        variables.put("KEYS_TABLE", "dcss-keys");
        variables.put("USAGE_TABLE", "dcss-usage");
        variables.put("QUEUE_URL", target.queueUrl());
        variables.put("QUOTAS", "{}");
        variables.put("LOG_LEVEL", "WARN");
        Clock clock = Clock.systemUTC();
        this.append = new InProcessFunction(
                "append", new AppendHandler(new Host(variables, clock, measured -> {})), TIMEOUT, clock);
        this.dynamoDb = Target.dynamoDb(variables, ONCE);
    }

    /** The put that decides a version, and nothing else. */
    void put() {
        appended++;
        dynamoDb.putItem(put -> put.tableName(STREAMS)
                .item(Map.of(
                        "stream", AttributeValue.fromS("bare-" + stream),
                        "version", AttributeValue.fromN(Long.toString(appended)),
                        "src", AttributeValue.fromS(Target.SRC.name()),
                        "type", AttributeValue.fromS("made"),
                        "data", AttributeValue.fromS(DATA)))
                .conditionExpression("attribute_not_exists(version)"));
    }

    /** As whichever version is next. */
    void append() throws FunctionException {
        append("append-" + stream, "", "");
    }

    /** Under an id. */
    void appendWithId() throws FunctionException {
        appended++;
        append("id-" + stream, "", ",\"id\":\"" + appended + "\"");
    }

    /** As the next version, which the client knows. */
    void appendExpected(long version) throws FunctionException {
        append("expected-" + stream, Long.toString(version), "");
    }

    private void append(String to, String version, String id) throws FunctionException {
        String body = "{\"type\":\"made\",\"data\":\"" + DATA + "\"" + id + "}";
        Requests.answer(append.invoke(Requests.append(to, version, body)), 200);
    }

    @Override
    public void close() {
        dynamoDb.close();
    }
}
