package org.dcss.eventstore.benchmarks.workload;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.dcss.eventstore.benchmarks.testbed.Target;
import org.dcss.eventstore.core.message.Message;
import org.dcss.eventstore.core.message.MessageCodec;

/** What Lambda hands to the functions, and what comes back: payload format 2.0, and batches of the queue. */
public final class Requests {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static final String HTTP = """
        {"version":"2.0","routeKey":"%1$s %2$s","rawPath":"%2$s","rawQueryString":"","isBase64Encoded":false,"headers":{\
        "accept":"*/*","host":"abcdefghij.execute-api.us-east-1.amazonaws.com","user-agent":"curl/8.5.0",\
        "x-amzn-trace-id":"Root=1-6740a1b2-0123456789abcdef01234567","x-forwarded-for":"192.0.2.1",\
        "x-forwarded-port":"443","x-forwarded-proto":"https"},"requestContext":{"accountId":"123456789012",\
        "apiId":"abcdefghij","domainName":"abcdefghij.execute-api.us-east-1.amazonaws.com","domainPrefix":"abcdefghij",\
        "requestId":"%3$s","routeKey":"%1$s %2$s","stage":"$default","time":"26/Nov/2026:05:16:23 +0000",\
        "timeEpoch":1795670183220,"http":{"method":"%1$s","path":"%2$s","protocol":"HTTP/1.1",\
        "sourceIp":"192.0.2.1","userAgent":"curl/8.5.0"}}}\
        """;

    private static final String RECORD = """
        {"messageId":"%1$s","receiptHandle":"AQEB%1$s","eventSource":"aws:sqs","awsRegion":"us-east-1",\
        "eventSourceARN":"arn:aws:sqs:us-east-1:123456789012:dcss-event-store-bench","messageAttributes":{},\
        "attributes":{"ApproximateReceiveCount":"1","SentTimestamp":"%2$d","SenderId":"AIDAEXAMPLE"}}\
        """;

    private Requests() {}

    /** {@code POST /submit} with the target's key. */
    public static byte[] submit(String body) {
        ObjectNode request = object(HTTP.formatted("POST", "/submit", UUID.randomUUID()));
        ((ObjectNode) request.get("headers"))
                .put("authorization", Target.KEY)
                .put("content-type", "application/json")
                .put("content-length", Integer.toString(body.getBytes(StandardCharsets.UTF_8).length));
        return bytes(request.put("body", body));
    }

    /** {@code GET /events}, by a client that takes gzip or one that does not. */
    public static byte[] events(String query, boolean gzip) {
        ObjectNode request = object(HTTP.formatted("GET", "/events", UUID.randomUUID()));
        request.put("rawQueryString", query);
        ObjectNode parameters = request.putObject("queryStringParameters");
        for (String pair : query.split("&", -1)) {
            String[] parts = pair.split("=", 2);
            parameters.put(parts[0], parts[1]);
        }
        if (gzip) {
            ((ObjectNode) request.get("headers")).put("accept-encoding", "gzip, deflate");
        }
        return bytes(request);
    }

    /** {@code GET /events}, by a client that takes gzip and has the answer already, whatever its tag. */
    public static byte[] known(String query) {
        ObjectNode request = object(new String(events(query, true), StandardCharsets.UTF_8));
        ((ObjectNode) request.get("headers")).put("if-none-match", "*");
        return bytes(request);
    }

    /** {@code GET /xlog/…}, a range of a file. */
    public static byte[] file(String path, String range) {
        ObjectNode request = object(HTTP.formatted("GET", "/xlog/{path+}", UUID.randomUUID()));
        request.put("rawPath", "/xlog/" + path).putObject("pathParameters").put("path", path);
        ((ObjectNode) request.get("headers")).put("range", range);
        return bytes(request);
    }

    /**
     * {@code POST /streams/…} with the target's key.
     *
     * @param version that is expected; empty for whichever is next
     */
    public static byte[] append(String stream, String version, String body) {
        String route = version.isEmpty() ? "/streams/{id}" : "/streams/{id}/{version}";
        ObjectNode request = object(HTTP.formatted("POST", route, UUID.randomUUID()));
        ObjectNode parameters = request.putObject("pathParameters").put("id", stream);
        if (!version.isEmpty()) {
            parameters.put("version", version);
        }
        ((ObjectNode) request.get("headers")).put("authorization", Target.KEY).put("content-type", "application/json");
        return bytes(request.put("body", body));
    }

    /** A batch of messages as the event source mapping hands it over. */
    public static byte[] batch(List<Message> messages) {
        ObjectNode event = JSON.createObjectNode();
        for (Message message : messages) {
            event.withArray("Records")
                    .add(object(RECORD.formatted(UUID.randomUUID(), System.currentTimeMillis()))
                            .put("body", MessageCodec.encode(message)));
        }
        return bytes(event);
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
        JsonNode failures = json(payload).path("batchItemFailures");
        if (!failures.isArray() || !failures.isEmpty()) {
            throw new IllegalStateException("not all consumed: " + json(payload));
        }
    }

    private static ObjectNode object(String text) {
        return (ObjectNode) json(text.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] bytes(JsonNode json) {
        return json.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static JsonNode json(byte[] payload) {
        try {
            return JSON.readTree(payload);
        } catch (IOException e) {
            throw new IllegalStateException("not JSON", e);
        }
    }
}
