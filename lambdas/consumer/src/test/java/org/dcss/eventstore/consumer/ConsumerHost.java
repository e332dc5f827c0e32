package org.dcss.eventstore.consumer;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.dcss.eventstore.platform.function.Host;
import org.dcss.eventstore.platform.priming.InvocationContext;
import org.dcss.eventstore.platform.telemetry.Measurements;

/**
 * A process with the consumer as Lambda runs it. Takes a message's body a line, delivers it again until it is consumed,
 * as the queue does, and answers with the sums of what was measured, such as {@code {"Stored":1,"Late":0}}.
 */
final class ConsumerHost {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration REMAINING = Duration.ofSeconds(30);

    private ConsumerHost() {}

    /**
     * Runs until its input ends.
     *
     * @param arguments the settle time in milliseconds, and where the tables are
     */
    public static void main(String... arguments) throws IOException {
        BlockingQueue<Measurements> measured = new LinkedBlockingQueue<>();
        ConsumerHandler handler = new ConsumerHandler(new Host(
                Map.ofEntries(
                        Map.entry("AWS_REGION", "us-east-1"),
                        Map.entry("AWS_ACCESS_KEY_ID", "local"),
                        Map.entry("AWS_SECRET_ACCESS_KEY", "local"),
                        Map.entry("AWS_ENDPOINT_URL", arguments[1]),
                        Map.entry("EVENTS_TABLE", "events"),
                        Map.entry("CLAIMS_TABLE", "claims"),
                        Map.entry("QUEUE_URL", arguments[1] + "/queue"),
                        Map.entry("DLQ_URL", arguments[1] + "/dlq"),
                        Map.entry("SETTLE_MS", arguments[0])),
                Clock.systemUTC(),
                measured::add));
        Peer.answer("ready");
        BufferedReader input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String body = input.readLine(); body != null; body = input.readLine()) {
            ObjectNode sums = JSON.createObjectNode();
            boolean failed;
            int receives = 0;
            do {
                failed = !consumed(handler, body, ++receives);
                measured.remove().values().forEach((metric, values) -> {
                    double sum =
                            values.stream().mapToDouble(Double::doubleValue).sum();
                    sums.put(metric.name(), sums.path(metric.name()).asDouble() + sum);
                });
            } while (failed);
            Peer.answer(sums);
        }
        System.exit(0);
    }

    private static boolean consumed(ConsumerHandler handler, String body, int receives) throws IOException {
        ObjectNode event = JSON.createObjectNode();
        event.putArray("Records")
                .addObject()
                .put("messageId", "m")
                .put("body", body)
                .putObject("attributes")
                .put("ApproximateReceiveCount", Integer.toString(receives));
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        handler.handleRequest(
                new ByteArrayInputStream(JSON.writeValueAsBytes(event)),
                answer,
                new InvocationContext("consumer", REMAINING, Clock.systemUTC()));
        return JSON.readTree(answer.toByteArray()).get("batchItemFailures").isEmpty();
    }
}
