package org.dcss.eventstore.append;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.dcss.eventstore.core.stream.AppendResult;
import org.dcss.eventstore.core.stream.StreamId;
import org.dcss.eventstore.intake.problem.Problems;
import org.dcss.eventstore.platform.Json;
import org.dcss.eventstore.platform.http.HttpApi;
import org.dcss.eventstore.platform.http.Problem;

/** Results as a client reads them. */
final class Answers {

    private static final Map<String, String> CHALLENGE = Map.of("WWW-Authenticate", "Bearer realm=\"append\"");

    /** In seconds: about what a throttled or failing table, or a busy stream needs. */
    private static final Map<String, String> RETRY_AFTER = Map.of("Retry-After", "2");

    private static final Map<String, String> JSON_CONTENT = Map.of("Content-Type", "application/json");

    private Answers() {}

    /** @param headers what every answer to the caller's key says */
    static APIGatewayV2HTTPResponse of(Appending appending, Map<String, String> headers) {
        APIGatewayV2HTTPResponse answer = of(appending);
        if (!headers.isEmpty()) {
            Map<String, String> all = new LinkedHashMap<>(answer.getHeaders());
            all.putAll(headers);
            answer.setHeaders(all);
        }
        return answer;
    }

    private static APIGatewayV2HTTPResponse of(Appending appending) {
        if (appending instanceof Appending.Throttled throttled) {
            return Problems.overQuota()
                    .toResponse(Map.of(
                            "Retry-After", Long.toString(throttled.retryAfter().toSeconds())));
        }
        return problem(appending).map(Answers::of).orElseGet(() -> appended((Appending.Done) appending));
    }

    /** Why it was refused or did not succeed; empty if it is in its stream, or over the quota. */
    static Optional<Problem> problem(Appending appending) {
        if (appending instanceof Appending.Refused refused) {
            return Optional.of(refused.problem());
        }
        return appending instanceof Appending.Done done ? problem(done) : Optional.empty();
    }

    private static Optional<Problem> problem(Appending.Done done) {
        AppendResult result = done.result();
        StreamId stream = done.request().draft().stream();
        if (result instanceof AppendResult.Conflict conflict) {
            long expected = done.request().expected().orElse(conflict.current());
            return Optional.of(AppendProblems.conflict(stream, expected, conflict.current()));
        } else if (result instanceof AppendResult.OfOtherSource) {
            return Optional.of(AppendProblems.ofOtherSource(stream));
        } else if (result instanceof AppendResult.IdOfOtherContent other) {
            return Optional.of(AppendProblems.idOfOtherContent(other.version()));
        } else if (result instanceof AppendResult.Outrun) {
            return Optional.of(AppendProblems.outrun());
        } else if (result instanceof AppendResult.Unavailable) {
            return Optional.of(AppendProblems.unavailable());
        }
        return Optional.empty();
    }

    /** The version that it is; 0 if it is in no stream. */
    static long version(AppendResult result) {
        return result instanceof AppendResult.Appended appended
                ? appended.version()
                : result instanceof AppendResult.Repeated repeated ? repeated.version() : 0;
    }

    private static APIGatewayV2HTTPResponse of(Problem problem) {
        return switch (problem.type().status()) {
            case 401 -> problem.toResponse(CHALLENGE);
            case 503 -> problem.toResponse(RETRY_AFTER);
            default -> problem.toResponse();
        };
    }

    private static APIGatewayV2HTTPResponse appended(Appending.Done done) {
        StringWriter text = new StringWriter(192);
        try (JsonGenerator json = Json.FACTORY.createGenerator(text)) {
            json.writeStartObject();
            if (done.isTest()) {
                json.writeBooleanField("test", true);
            }
            json.writeStringField("stream", done.request().draft().stream().value());
            json.writeNumberField("version", version(done.result()));
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return HttpApi.response(200, JSON_CONTENT, text.toString());
    }
}
