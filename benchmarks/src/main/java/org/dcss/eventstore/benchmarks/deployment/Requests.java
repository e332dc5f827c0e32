package org.dcss.eventstore.benchmarks.deployment;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** What the gateway and the queue hand to functions, and what comes back. */
public final class Requests {

    private static final ObjectMapper JSON = new ObjectMapper();

    private Requests() {}

    /** {@code POST /submit} of the stage's source. */
    public static byte[] submit(String body) {
        return http("POST", "/submit", "", Map.of("authorization", Stage.KEY), body);
    }

    /** {@code GET /events}, by a client that takes gzip or one that does not. */
    public static byte[] events(String query, boolean gzip) {
        return http("GET", "/events", query, gzip ? Map.of("accept-encoding", "gzip, deflate") : Map.of(), "");
    }

    private static byte[] http(String method, String path, String query, Map<String, String> extra, String body) {
        ObjectNode event = JSON.createObjectNode()
                .put("version", "2.0")
                .put("routeKey", method + " " + path)
                .put("rawPath", path)
                .put("rawQueryString", query);
        ObjectNode headers = event.putObject("headers")
                .put("accept", "*/*")
                .put("content-type", "application/json")
                .put("host", "abcdefghij.execute-api.us-east-1.amazonaws.com")
                .put("user-agent", "curl/8.5.0")
                .put("x-amzn-trace-id", "Root=1-6740a1b2-0123456789abcdef01234567")
                .put("x-forwarded-for", "192.0.2.1")
                .put("x-forwarded-port", "443")
                .put("x-forwarded-proto", "https");
        extra.forEach(headers::put);
        if (!query.isEmpty()) {
            ObjectNode parameters = event.putObject("queryStringParameters");
            Arrays.stream(query.split("&", -1))
                    .map(pair -> pair.split("=", 2))
                    .forEach(pair -> parameters.put(pair[0], pair[1]));
        }
        ObjectNode context = event.putObject("requestContext")
                .put("accountId", "123456789012")
                .put("apiId", "abcdefghij")
                .put("domainName", "abcdefghij.execute-api.us-east-1.amazonaws.com")
                .put("requestId", UUID.randomUUID().toString())
                .put("routeKey", method + " " + path)
                .put("stage", "$default");
        context.putObject("http")
                .put("method", method)
                .put("path", path)
                .put("protocol", "HTTP/1.1")
                .put("sourceIp", "192.0.2.1");
        if (!body.isEmpty()) {
            event.put("body", body);
        }
        event.put("isBase64Encoded", false);
        return bytes(event);
    }

    /** A batch of messages as the event source mapping hands it over. */
    public static byte[] batch(List<String> messages) {
        ObjectNode event = JSON.createObjectNode();
        ArrayNode records = event.putArray("Records");
        for (String message : messages) {
            ObjectNode one = records.addObject()
                    .put("messageId", UUID.randomUUID().toString())
                    .put("receiptHandle", "AQEB" + UUID.randomUUID())
                    .put("body", message)
                    .put("eventSource", "aws:sqs")
                    .put("eventSourceARN", "arn:aws:sqs:us-east-1:123456789012:dcss-event-store-bench")
                    .put("awsRegion", "us-east-1");
            one.putObject("attributes")
                    .put("ApproximateReceiveCount", "1")
                    .put("SentTimestamp", Long.toString(System.currentTimeMillis()))
                    .put("SenderId", "AIDAEXAMPLE");
            one.putObject("messageAttributes");
        }
        return bytes(event);
    }

    private static byte[] bytes(JsonNode json) {
        try {
            return JSON.writeValueAsBytes(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * Reads an answer of a function behind the gateway.
     *
     * @throws IllegalStateException if it has another status than was expected
     */
    public static JsonNode answer(byte[] payload, int status) {
        JsonNode answer = json(payload);
        if (answer.path("statusCode").asInt() != status) {
            throw new IllegalStateException("not a " + status + " but " + answer);
        }
        return answer;
    }

    /**
     * Checks that the consumer has placed its whole batch.
     *
     * @throws IllegalStateException if it has not
     */
    public static void requireConsumed(byte[] payload) {
        if (!json(payload).path("batchItemFailures").isEmpty()) {
            throw new IllegalStateException("not all consumed: " + json(payload));
        }
    }

    private static JsonNode json(byte[] payload) {
        try {
            return JSON.readTree(payload);
        } catch (IOException e) {
            throw new IllegalStateException("not JSON", e);
        }
    }
}
