package org.dcss.eventstore.local.gateway;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Pattern;
import org.dcss.eventstore.local.function.LambdaFunction;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpURI;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.Fields;

/**
 * Payload format 2.0, as in
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html
 */
final class PayloadFormat {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("dd/MMM/yyyy:HH:mm:ss Z", Locale.ROOT).withZone(ZoneOffset.UTC);

    /** What API Gateway passes on as it is; all else, such as NDJSON and CloudEvents, in Base64. */
    private static final Pattern TEXT = Pattern.compile("(text/.*|application/(json|xml|javascript)) *(;.*)?");

    private PayloadFormat() {}

    /** The event that a function receives for a request. */
    static byte[] event(Request request, Route route, Map<String, String> pathParameters, byte[] body, Instant now)
            throws IOException {
        Map<String, String> headers = new TreeMap<>();
        for (HttpField field : request.getHeaders()) {
            headers.merge(
                    field.getName().toLowerCase(Locale.ROOT), String.valueOf(field.getValue()), (a, b) -> a + "," + b);
        }
        headers.put("x-forwarded-proto", "http");
        headers.put("x-forwarded-for", Request.getRemoteAddr(request));
        HttpURI uri = request.getHttpURI();
        ObjectNode event = JSON.createObjectNode()
                .put("version", "2.0")
                .put("routeKey", route.key())
                .put("rawPath", uri.getDecodedPath())
                .put("rawQueryString", uri.getQuery() == null ? "" : uri.getQuery());
        event.set("headers", JSON.valueToTree(headers));
        Map<String, String> query = query(request);
        if (!query.isEmpty()) {
            event.set("queryStringParameters", JSON.valueToTree(query));
        }
        if (!pathParameters.isEmpty()) {
            event.set("pathParameters", JSON.valueToTree(pathParameters));
        }
        ObjectNode context = event.putObject("requestContext")
                .put("accountId", "000000000000")
                .put("apiId", "local")
                .put("domainName", headers.getOrDefault("host", "localhost"))
                .put("domainPrefix", "local")
                .put("requestId", UUID.randomUUID().toString())
                .put("routeKey", route.key())
                .put("stage", "$default")
                .put("time", TIME.format(now))
                .put("timeEpoch", now.toEpochMilli());
        context.putObject("http")
                .put("method", request.getMethod())
                .put("path", uri.getDecodedPath())
                .put("protocol", request.getConnectionMetaData().getProtocol())
                .put("sourceIp", Request.getRemoteAddr(request))
                .put("userAgent", headers.getOrDefault("user-agent", ""));
        putBody(event, headers, body);
        return JSON.writeValueAsBytes(event);
    }

    private static Map<String, String> query(Request request) {
        Map<String, String> query = new LinkedHashMap<>();
        Fields parameters = Request.extractQueryParameters(request);
        for (Fields.Field field : parameters) {
            query.put(field.getName(), String.join(",", field.getValues()));
        }
        return query;
    }

    /** Known before the event is made of it: in Base64 four bytes are sent for three. */
    static boolean isTooLarge(Request request, byte[] body) {
        String type = String.valueOf(request.getHeaders().get(HttpHeader.CONTENT_TYPE));
        return !TEXT.matcher(type.toLowerCase(Locale.ROOT)).matches()
                && 4L * ((body.length + 2) / 3) > LambdaFunction.MAX_PAYLOAD_BYTES;
    }

    private static void putBody(ObjectNode event, Map<String, String> headers, byte[] body) {
        String type = headers.getOrDefault("content-type", "").toLowerCase(Locale.ROOT);
        Optional<String> text = TEXT.matcher(type).matches() ? asUtf8(body) : Optional.empty();
        event.put("isBase64Encoded", body.length > 0 && text.isEmpty());
        if (body.length > 0) {
            event.put("body", text.orElseGet(() -> Base64.getEncoder().encodeToString(body)));
        }
    }

    private static Optional<String> asUtf8(byte[] body) {
        try {
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(body))
                    .toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }

    /** The client's answer from a function's. */
    static GatewayAnswer answer(byte[] payload) throws IOException {
        OptionalInt status = OptionalInt.empty();
        Map<String, String> headers = Map.of();
        boolean isBase64 = false;
        ByteBuffer body = ByteBuffer.allocate(0);
        try (JsonParser json = JSON.getFactory().createParser(payload)) {
            json.nextToken();
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String name = json.currentName();
                JsonToken value = json.nextToken();
                switch (name) {
                    case "statusCode" ->
                        status = value == JsonToken.VALUE_NUMBER_INT
                                ? OptionalInt.of(json.getIntValue())
                                : OptionalInt.empty();
                    case "headers" -> headers = headers(json);
                    case "isBase64Encoded" -> isBase64 = value == JsonToken.VALUE_TRUE;
                    case "body" -> body = isBase64 ? base64(payload, json) : utf8(json.getValueAsString(""));
                    default -> json.skipChildren();
                }
            }
        }
        if (status.isEmpty()) {
            throw new IOException("the function's answer has no statusCode");
        }
        return new GatewayAnswer(
                status.getAsInt(), headers, isBase64 ? Base64.getDecoder().decode(body) : body);
    }

    /** Where it stands, unless something in it is escaped, which need not be: as a String it would be copied twice. */
    private static ByteBuffer base64(byte[] payload, JsonParser json) throws IOException {
        if (json.currentToken() != JsonToken.VALUE_STRING) {
            return utf8("");
        }
        int first = (int) json.currentTokenLocation().getByteOffset() + 1;
        int end = first;
        while (payload[end] != '"' && payload[end] != '\\') {
            end++;
        }
        return payload[end] == '"' ? ByteBuffer.wrap(payload, first, end - first) : utf8(json.getText());
    }

    private static ByteBuffer utf8(String text) {
        return StandardCharsets.UTF_8.encode(text);
    }

    private static Map<String, String> headers(JsonParser json) throws IOException {
        Map<String, String> headers = new LinkedHashMap<>();
        if (json.currentToken() != JsonToken.START_OBJECT) {
            json.skipChildren();
            return headers;
        }
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            json.nextToken();
            headers.put(name, json.getValueAsString(""));
            json.skipChildren();
        }
        return headers;
    }
}
