package org.dcss.eventstore.benchmarks.workload;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.dcss.eventstore.benchmarks.testbed.Target;
import org.dcss.eventstore.core.message.Message;
import org.dcss.eventstore.core.message.MessageCodec;

/** What Lambda hands to the functions, and what comes back: payload format 2.0, and batches of the queue. */
public final class Requests {

    /** Headers of a client that takes gzip. */
    public static final Map<String, String> GZIP = Map.of("accept-encoding", "gzip, deflate");

    /** Those of one that has the answer already, whatever its tag. */
    public static final Map<String, String> KNOWN = Map.of("accept-encoding", "gzip, deflate", "if-none-match", "*");

    private static final ObjectMapper JSON = new ObjectMapper();

    private static final String HTTP = """
        {"version":"2.0","routeKey":"%1$s %2$s","rawPath":"%3$s","rawQueryString":"","isBase64Encoded":false,"headers":{\
        "accept":"*/*","host":"abcdefghij.execute-api.us-east-1.amazonaws.com","user-agent":"curl/8.5.0",\
        "x-amzn-trace-id":"Root=1-6740a1b2-0123456789abcdef01234567","x-forwarded-for":"192.0.2.1",\
        "x-forwarded-port":"443","x-forwarded-proto":"https"},"requestContext":{"accountId":"123456789012",\
        "apiId":"abcdefghij","domainName":"abcdefghij.execute-api.us-east-1.amazonaws.com","domainPrefix":"abcdefghij",\
        "requestId":"%4$s","routeKey":"%1$s %2$s","stage":"$default","time":"26/Nov/2026:05:16:23 +0000",\
        "timeEpoch":1795670183220,"http":{"method":"%1$s","path":"%3$s","protocol":"HTTP/1.1",\
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
        return post("/submit", Map.of(), body);
    }

    /** {@code POST /streams/…} with the target's key; the version that is expected is empty for whichever is next. */
    public static byte[] append(String stream, String version, String body) {
        return version.isEmpty()
                ? post("/streams/{id}", Map.of("id", stream), body)
                : post("/streams/{id}/{version}", Map.of("id", stream, "version", version), body);
    }

    private static byte[] post(String route, Map<String, String> path, String body) {
        int length = body.getBytes(StandardCharsets.UTF_8).length;
        Map<String, String> headers = Map.of(
                "authorization",
                Target.KEY,
                "content-type",
                "application/json",
                "content-length",
                Integer.toString(length));
        return bytes(http("POST", route, path, headers).put("body", body));
    }

    /** {@code GET /events}. */
    public static byte[] events(String query, Map<String, String> headers) {
        ObjectNode request = http("GET", "/events", Map.of(), headers).put("rawQueryString", query);
        ObjectNode parameters = request.putObject("queryStringParameters");
        for (String pair : query.split("&", -1)) {
            String[] parts = pair.split("=", 2);
            parameters.put(parts[0], parts[1]);
        }
        return bytes(request);
    }

    /** {@code GET /xlog/…}, a range of a file. */
    public static byte[] file(String path, String range) {
        return bytes(http("GET", "/xlog/{path+}", Map.of("path", path), Map.of("range", range)));
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

    /** The answer of a function behind the gateway, which must have this status. */
    public static JsonNode answer(byte[] payload, int status) {
        JsonNode answer = json(payload);
        if (answer.path("statusCode").asInt() != status) {
            throw new IllegalStateException("not a " + status + " but " + answer);
        }
        return answer;
    }

    /** Checks that the consumer has stored its whole batch. */
    public static void requireConsumed(byte[] payload) {
        JsonNode failures = json(payload).path("batchItemFailures");
        if (!failures.isArray() || !failures.isEmpty()) {
            throw new IllegalStateException("not all consumed: " + json(payload));
        }
    }

    /** @param parameters of the path, by their names in the route */
    private static ObjectNode http(
            String method, String route, Map<String, String> parameters, Map<String, String> headers) {
        String path = route;
        for (Map.Entry<String, String> parameter : parameters.entrySet()) {
            path = path.replaceFirst("\\{" + parameter.getKey() + "\\+?}", parameter.getValue());
        }
        ObjectNode request = object(HTTP.formatted(method, route, path, UUID.randomUUID()));
        headers.forEach(request.withObject("headers")::put);
        if (!parameters.isEmpty()) {
            parameters.forEach(request.putObject("pathParameters")::put);
        }
        return request;
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
