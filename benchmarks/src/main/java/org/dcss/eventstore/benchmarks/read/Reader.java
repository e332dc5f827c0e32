package org.dcss.eventstore.benchmarks.read;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.sun.management.OperatingSystemMXBean;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.dcss.eventstore.benchmarks.deployment.Requests;
import org.dcss.eventstore.core.Day;
import org.dcss.eventstore.local.function.FunctionException;
import org.dcss.eventstore.local.function.InProcessFunction;
import org.dcss.eventstore.platform.AwsClients;
import org.dcss.eventstore.platform.CallLimits;
import org.dcss.eventstore.platform.Environment;
import org.dcss.eventstore.query.QueryHandler;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;

/** Reads through the real handler and by the same client's Query alone. */
final class Reader {

    private static final int PAGE = 1000;
    private static final Pattern NEXT = Pattern.compile("<[^?]*\\?([^>]*)>; rel=\"next\"");
    private static final JsonFactory JSON = new JsonFactory();

    /** The query function's own. */
    private static final CallLimits LIMITS = new CallLimits(Duration.ofSeconds(5), Duration.ofSeconds(10), 4);

    private final InProcessFunction query;
    private final DynamoDbClient dynamoDb;
    private final String table;
    private final Day day;
    private final OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

    Reader(Map<String, String> variables, Day day, Clock clock) {
        this.query = new InProcessFunction(
                "query", new QueryHandler(variables, clock, measured -> {}), Duration.ofSeconds(29), clock);
        this.dynamoDb =
                new AwsClients(new Environment(variables), 64).client(DynamoDbClient.builder(), "DYNAMODB", LIMITS);
        this.table = variables.getOrDefault("EVENTS_TABLE", "");
        this.day = day;
    }

    private record Got(long events, long bytes, int calls) {}

    /** Reads once; counts the events of what the handler answered afterwards, which is not part of the time. */
    Read read(Reading what) throws IOException, FunctionException {
        long processor = system.getProcessCpuTime();
        long start = System.nanoTime();
        Map<Integer, byte[]> answers = new HashMap<>();
        for (int repeat = 1; repeat < what.repeats(); repeat++) {
            readOnce(what, new HashMap<>());
        }
        Got got = readOnce(what, answers);
        double millis = (System.nanoTime() - start) / 1e6 / what.repeats();
        double took = (system.getProcessCpuTime() - processor) / 1e6 / what.repeats();
        Got counted = answers.isEmpty() ? got : count(answers);
        return new Read(what, millis, took, counted.events(), counted.bytes(), got.calls());
    }

    private Got readOnce(Reading what, Map<Integer, byte[]> answers) throws FunctionException {
        return switch (what) {
            case DAY_RAW -> queries(Integer.MAX_VALUE);
            case FEED_RAW -> queries(PAGE);
            case DAY_GZIP -> follow("ts_day=" + day.startMillis(), true, Integer.MAX_VALUE, answers);
            case DAY_PLAIN -> follow("ts_day=" + day.startMillis(), false, Integer.MAX_VALUE, answers);
            case FEED_GZIP -> follow(feed(), true, 1, answers);
            case FEED_PLAIN -> follow(feed(), false, 1, answers);
        };
    }

    private String feed() {
        return "after=" + (day.startMillis() - 1) + "&limit=" + PAGE;
    }

    private Got queries(int most) {
        long events = 0;
        int calls = 0;
        Map<String, AttributeValue> start = Map.of();
        do {
            QueryRequest.Builder request = QueryRequest.builder()
                    .tableName(table)
                    .keyConditionExpression("ts_day = :day")
                    .expressionAttributeValues(Map.of(":day", AttributeValue.fromN(Long.toString(day.startMillis()))))
                    .consistentRead(false);
            if (most < Integer.MAX_VALUE) {
                request.limit(most);
            }
            if (!start.isEmpty()) {
                request.exclusiveStartKey(start);
            }
            QueryResponse response = dynamoDb.query(request.build());
            events += response.items().size();
            calls++;
            start = response.lastEvaluatedKey();
        } while (!start.isEmpty() && events < most);
        return new Got(events, 0, calls);
    }

    private Got follow(String first, boolean gzip, int most, Map<Integer, byte[]> answers) throws FunctionException {
        Optional<String> next = Optional.of(first);
        int calls = 0;
        while (next.isPresent() && calls < most) {
            byte[] answer = query.invoke(Requests.events(next.get(), gzip));
            answers.put(calls++, answer);
            // The link stands before the body.
            next = link(new String(answer, 0, Math.min(answer.length, 2_000), StandardCharsets.UTF_8));
        }
        return new Got(0, 0, calls);
    }

    private static Optional<String> link(String head) {
        Matcher matcher = NEXT.matcher(head.replace("\\\"", "\""));
        return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    private static Got count(Map<Integer, byte[]> answers) throws IOException {
        long events = 0;
        long bytes = 0;
        for (byte[] payload : answers.values()) {
            JsonNode answer = Requests.answer(payload, 200);
            byte[] body = Base64.getDecoder().decode(answer.path("body").asText());
            bytes += body.length;
            boolean gzip =
                    answer.path("headers").path("Content-Encoding").asText().equals("gzip");
            InputStream content = new ByteArrayInputStream(body);
            events += elements(gzip ? new GZIPInputStream(content) : content);
        }
        return new Got(events, bytes, answers.size());
    }

    private static long elements(InputStream array) throws IOException {
        long elements = 0;
        try (JsonParser json = JSON.createParser(array)) {
            if (json.nextToken() != JsonToken.START_ARRAY) {
                throw new IOException("not an array");
            }
            while (json.nextToken() == JsonToken.START_OBJECT) {
                json.skipChildren();
                elements++;
            }
        }
        return elements;
    }
}
