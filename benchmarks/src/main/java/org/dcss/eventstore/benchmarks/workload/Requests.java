package org.dcss.eventstore.benchmarks.workload;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.dcss.eventstore.benchmarks.testbed.Target;
import org.dcss.eventstore.core.message.Message;
import org.dcss.eventstore.core.message.MessageCodec;

/** What Lambda hands to the functions, and what comes back: payload format 2.0, and batches of the queue. */
public final class Requests {

    private static final ObjectMapper JSON = new ObjectMapper();

    private Requests() {}

    /** {@code POST /submit} with the target's key. */
    public static byte[] submit(String body) {
        int length = body.getBytes(StandardCharsets.UTF_8).length;
        ObjectNode request = http(
                "POST",
                "/submit",
                Map.of(
                        "authorization",
                        Target.KEY,
                        "content-type",
                        "application/json",
                        "content-length",
                        Integer.toString(length)));
        return bytes(request.put("rawQueryString", "").put("body", body));
    }

    /** {@code GET /events}, by a client that takes gzip or one that does not. */
    public static byte[] events(String query, boolean gzip) {
        ObjectNode request = http("GET", "/events", gzip ? Map.of("accept-encoding", "gzip, deflate") : Map.of())
                .put("rawQueryString", query);
        ObjectNode parameters = request.putObject("queryStringParameters");
        Arrays.stream(query.split("&", -1))
                .map(pair -> pair.split("=", 2))
                .forEach(pair -> parameters.put(pair[0], pair[1]));
        return bytes(request);
    }

    /** {@code GET /xlog/…}. */
    public static byte[] file(String path, String range) {
        ObjectNode request = http("GET", "/xlog/{path+}", Map.of("range", range))
                .put("rawPath", "/xlog/" + path)
                .put("rawQueryString", "");
        request.putObject("pathParameters").put("path", path);
        return bytes(request);
    }

    private static ObjectNode http(String method, String path, Map<String, String> more) {
        ObjectNode request = JSON.createObjectNode()
                .put("version", "2.0")
                .put("routeKey", method + " " + path)
                .put("rawPath", path)
                .put("isBase64Encoded", false);
        ObjectNode headers = request.putObject("headers")
                .put("accept", "*/*")
                .put("host", "abcdefghij.execute-api.us-east-1.amazonaws.com")
                .put("user-agent", "curl/8.5.0")
                .put("x-amzn-trace-id", "Root=1-6740a1b2-0123456789abcdef01234567")
                .put("x-forwarded-for", "192.0.2.1")
                .put("x-forwarded-port", "443")
                .put("x-forwarded-proto", "https");
        more.forEach(headers::put);
        ObjectNode context = request.putObject("requestContext")
                .put("accountId", "123456789012")
                .put("apiId", "abcdefghij")
                .put("domainName", "abcdefghij.execute-api.us-east-1.amazonaws.com")
                .put("domainPrefix", "abcdefghij")
                .put("requestId", UUID.randomUUID().toString())
                .put("routeKey", method + " " + path)
                .put("stage", "$default")
                .put("time", "26/Nov/2026:05:16:23 +0000")
                .put("timeEpoch", 1_795_670_183_220L);
        context.putObject("http")
                .put("method", method)
                .put("path", path)
                .put("protocol", "HTTP/1.1")
                .put("sourceIp", "192.0.2.1")
                .put("userAgent", "curl/8.5.0");
        return request;
    }

    /** A batch of messages as the event source mapping hands it over. */
    public static byte[] batch(List<Message> messages) {
        ObjectNode event = JSON.createObjectNode();
        ArrayNode records = event.putArray("Records");
        for (Message message : messages) {
            ObjectNode one = records.addObject()
                    .put("messageId", UUID.randomUUID().toString())
                    .put("receiptHandle", "AQEB" + UUID.randomUUID())
                    .put("body", MessageCodec.encode(message))
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
            throw new IllegalStateException("a tree cannot be written as JSON", e);
        }
    }

    /**
     * The answer of a function behind the gateway.
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
     * Checks that the consumer has stored its whole batch.
     *
     * @throws IllegalStateException if it has not
     */
    public static void requireConsumed(byte[] payload) {
        JsonNode answer = json(payload);
        if (!answer.path("batchItemFailures").isArray()
                || !answer.path("batchItemFailures").isEmpty()) {
            throw new IllegalStateException("not all consumed: " + answer);
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
