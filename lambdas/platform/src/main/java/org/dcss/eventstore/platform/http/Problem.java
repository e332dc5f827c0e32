package org.dcss.eventstore.platform.http;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dcss.eventstore.platform.Json;

/**
 * A problem document (RFC 9457).
 *
 * @param members of its kind alone, beside those that all have
 */
public record Problem(ProblemType type, String detail, List<Violation> errors, Map<String, Long> members) {

    public static final String MEDIA_TYPE = "application/problem+json";

    /** A problem without members of its own. */
    public Problem(ProblemType type, String detail, List<Violation> errors) {
        this(type, detail, errors, Map.of());
    }

    public void writeTo(JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("type", type.uri());
        json.writeStringField("title", type.title());
        json.writeNumberField("status", type.status());
        json.writeStringField("detail", detail);
        for (Map.Entry<String, Long> member : members.entrySet()) {
            json.writeNumberField(member.getKey(), member.getValue());
        }
        if (!errors.isEmpty()) {
            json.writeArrayFieldStart("errors");
            for (Violation error : errors) {
                json.writeStartObject();
                json.writeStringField("pointer", error.pointer());
                json.writeStringField("message", error.message());
                json.writeEndObject();
            }
            json.writeEndArray();
        }
        json.writeEndObject();
    }

    public APIGatewayV2HTTPResponse toResponse() {
        return toResponse(Map.of());
    }

    /** An answer with these headers beside the content type; never to be cached. */
    public APIGatewayV2HTTPResponse toResponse(Map<String, String> headers) {
        Map<String, String> all = new LinkedHashMap<>();
        all.put("Content-Type", MEDIA_TYPE);
        all.put("Cache-Control", "no-store");
        all.putAll(headers);
        StringWriter body = new StringWriter(256);
        try (JsonGenerator json = Json.FACTORY.createGenerator(body)) {
            writeTo(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return HttpApi.response(type.status(), all, body.toString());
    }
}
