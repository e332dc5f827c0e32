package org.dcss.eventstore.platform.http;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent.RequestContext;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import org.dcss.eventstore.platform.Json;

/** The gateway's requests and answers, payload format 2.0, as far as the functions use them. */
public final class HttpApi {

    private HttpApi() {}

    /**
     * Reads a request; members it does not know are skipped, and none of these is null in what it returns: route key,
     * path, query, headers (lower-case names, as the gateway sends them), parameters, body, request context.
     *
     * @throws IOException if it is no JSON object
     */
    public static APIGatewayV2HTTPEvent read(InputStream input) throws IOException {
        APIGatewayV2HTTPEvent event = new APIGatewayV2HTTPEvent();
        event.setRouteKey("");
        event.setRawPath("");
        event.setRawQueryString("");
        event.setHeaders(Map.of());
        event.setQueryStringParameters(Map.of());
        event.setPathParameters(Map.of());
        event.setBody("");
        event.setRequestContext(new RequestContext());
        try (JsonParser json = Json.FACTORY.createParser(input)) {
            Json.expectObject(json);
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                readMember(json, event);
            }
        }
        return event;
    }

    private static void readMember(JsonParser json, APIGatewayV2HTTPEvent event) throws IOException {
        switch (json.currentName()) {
            case "routeKey" -> event.setRouteKey(Json.readText(json));
            case "rawPath" -> event.setRawPath(Json.readText(json));
            case "rawQueryString" -> event.setRawQueryString(Json.readText(json));
            case "headers" -> event.setHeaders(Json.readStrings(json));
            case "queryStringParameters" -> event.setQueryStringParameters(Json.readStrings(json));
            case "pathParameters" -> event.setPathParameters(Json.readStrings(json));
            case "body" -> event.setBody(Json.readText(json));
            case "isBase64Encoded" -> event.setIsBase64Encoded(json.nextToken() == JsonToken.VALUE_TRUE);
            case "requestContext" -> event.setRequestContext(readContext(json));
            default -> Json.skipValue(json);
        }
    }

    private static RequestContext readContext(JsonParser json) throws IOException {
        RequestContext context = new RequestContext();
        Json.expectObject(json);
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            switch (json.currentName()) {
                case "requestId" -> context.setRequestId(Json.readText(json));
                case "domainName" -> context.setDomainName(Json.readText(json));
                case "http" -> context.setHttp(readHttp(json));
                default -> Json.skipValue(json);
            }
        }
        return context;
    }

    private static RequestContext.Http readHttp(JsonParser json) throws IOException {
        Map<String, String> members = Json.readStrings(json);
        RequestContext.Http http = new RequestContext.Http();
        http.setMethod(members.getOrDefault("method", ""));
        http.setPath(members.getOrDefault("path", ""));
        http.setSourceIp(members.getOrDefault("sourceIp", ""));
        return http;
    }

    /**
     * The request's body as the client sent it. (Halves of surrogate pairs, which no client can send in a body that is
     * text to the gateway, become U+FFFF, which JSON for this store may not hold either: never another text.)
     *
     * @throws IllegalArgumentException if the gateway says that it is Base64, and it is not
     */
    public static byte[] body(APIGatewayV2HTTPEvent event) {
        return event.getIsBase64Encoded()
                ? Base64.getDecoder().decode(event.getBody())
                : withoutHalfPairs(event.getBody()).getBytes(StandardCharsets.UTF_8);
    }

    private static String withoutHalfPairs(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                return text.codePoints()
                        .map(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE ? '\uFFFF' : c)
                        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                        .toString();
            }
        }
        return text;
    }

    /** Writes an answer, each with {@code nosniff}; leaves the stream open. */
    public static void write(APIGatewayV2HTTPResponse response, OutputStream output) throws IOException {
        try (JsonGenerator json = Json.FACTORY.createGenerator(output, JsonEncoding.UTF8)) {
            json.writeStartObject();
            json.writeNumberField("statusCode", response.getStatusCode());
            json.writeObjectFieldStart("headers");
            for (Map.Entry<String, String> header : response.getHeaders().entrySet()) {
                json.writeStringField(header.getKey(), header.getValue());
            }
            // Lest a browser takes a client's text that is sent back for a page.
            json.writeStringField("X-Content-Type-Options", "nosniff");
            json.writeEndObject();
            json.writeBooleanField("isBase64Encoded", response.getIsBase64Encoded());
            if (response.getBody() != null) {
                json.writeFieldName("body");
                writeBody(response.getBody(), response.getIsBase64Encoded(), json);
            }
            json.writeEndObject();
        }
    }

    /** Base64 holds nothing to escape: looking for that in some megabytes would take longer than all other writing. */
    private static void writeBody(String body, boolean isBase64Encoded, JsonGenerator json) throws IOException {
        if (isBase64Encoded) {
            byte[] bytes = body.getBytes(StandardCharsets.ISO_8859_1);
            json.writeRawUTF8String(bytes, 0, bytes.length);
        } else {
            json.writeString(body);
        }
    }

    /** An answer with a text for a body; an empty one is left out. */
    public static APIGatewayV2HTTPResponse response(int status, Map<String, String> headers, String body) {
        APIGatewayV2HTTPResponse response = new APIGatewayV2HTTPResponse();
        response.setStatusCode(status);
        response.setHeaders(headers);
        if (!body.isEmpty()) {
            response.setBody(body);
        }
        return response;
    }
}
