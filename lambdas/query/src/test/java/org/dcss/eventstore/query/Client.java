package org.dcss.eventstore.query;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import org.dcss.eventstore.platform.priming.InvocationContext;

/** Asks the handler as the gateway does, and holds each answer to Lambda's limit. */
final class Client {

    static final String HOST = "abc123.execute-api.eu-central-1.amazonaws.com";

    private static final int MAX_PAYLOAD_BYTES = 6_291_556;
    /** An invocation has all of its time left whenever it looks. */
    private static final Clock STOPPED = Clock.fixed(Instant.EPOCH, ZoneOffset.UTC);

    private static final ObjectMapper JSON = new ObjectMapper();

    private final QueryHandler handler;
    private final Map<String, String> headers;
    private final Duration remaining;
    private String requestId = "";

    Client(QueryHandler handler) {
        this(handler, Map.of("x-forwarded-proto", "https"), Duration.ofSeconds(60));
    }

    private Client(QueryHandler handler, Map<String, String> headers, Duration remaining) {
        this.handler = handler;
        this.headers = headers;
        this.remaining = remaining;
    }

    Client with(String header, String value) {
        Map<String, String> more = new HashMap<>(headers);
        more.put(header, value);
        return new Client(handler, more, remaining);
    }

    Client withGzip() {
        return with("accept-encoding", "gzip, deflate, br");
    }

    /** With so much time left for each invocation. */
    Client within(Duration time) {
        return new Client(handler, headers, time);
    }

    /** Lambda's id of the last request. */
    String requestId() {
        return requestId;
    }

    Reply get(String address) {
        return send("GET", address);
    }

    Reply head(String address) {
        return send("HEAD", address);
    }

    /** @param address from the path on; parameters that come twice are joined as the gateway does it */
    private Reply send(String method, String address) {
        URI uri = URI.create(address);
        ObjectNode event = JSON.createObjectNode().put("version", "2.0").put("rawPath", uri.getPath());
        ObjectNode parameters = JSON.createObjectNode();
        if (uri.getRawQuery() != null) {
            for (String parameter : uri.getRawQuery().split("&", -1)) {
                String[] parts = parameter.split("=", 2);
                String name = decode(parts[0]);
                String value = parts.length == 1 ? "" : decode(parts[1]);
                parameters.put(name, parameters.has(name) ? parameters.get(name).asText() + "," + value : value);
            }
            event.set("queryStringParameters", parameters);
        }
        String path = uri.getPath();
        if (path.startsWith("/events/")) {
            event.put("routeKey", method + " /events/{ts}");
            event.putObject("pathParameters").put("ts", path.substring("/events/".length()));
        } else {
            event.put("routeKey", method + " " + path);
        }
        event.set("headers", JSON.valueToTree(headers));
        event.putObject("requestContext").put("domainName", HOST).put("requestId", "gateway-1");
        return invoke(address, event);
    }

    private Reply invoke(String address, JsonNode event) {
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        try {
            InvocationContext context = new InvocationContext("query", remaining, STOPPED);
            requestId = context.getAwsRequestId();
            handler.handleRequest(new ByteArrayInputStream(JSON.writeValueAsBytes(event)), output, context);
            assertThat(output.size()).isLessThanOrEqualTo(MAX_PAYLOAD_BYTES);
            JsonNode answer = JSON.readTree(output.toByteArray());
            Map<String, String> answered = new HashMap<>();
            answer.get("headers")
                    .properties()
                    .forEach(header ->
                            answered.put(header.getKey(), header.getValue().asText()));
            String body = answer.path("body").asText("");
            return Reply.of(
                    address,
                    answer.get("statusCode").asInt(),
                    answered,
                    answer.path("isBase64Encoded").asBoolean()
                            ? Base64.getDecoder().decode(body)
                            : body.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
