package org.dcss.eventstore.submit;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dcss.eventstore.core.EventId;
import org.dcss.eventstore.intake.problem.Problems;
import org.dcss.eventstore.platform.http.HttpApi;
import org.dcss.eventstore.platform.http.Problem;
import org.dcss.eventstore.submit.Submission.Result;

/** Results as a client reads them. */
final class Answers {

    /**
     * Basic is taken, and not asked for: a browser would let its user type a key, keep it, and send it with whatever any
     * page posts here.
     */
    private static final Map<String, String> CHALLENGE = Map.of("WWW-Authenticate", "Bearer realm=\"submit\"");

    /** In seconds: about what a throttled or failing service needs. */
    private static final Map<String, String> RETRY_AFTER = Map.of("Retry-After", "2");

    /**
     * Of all errors of an array's events together, in characters, of which each takes seven bytes at worst in what Lambda
     * hands on, 6 MB at most. Errors beyond are left out: an answer must not fail once events are queued.
     */
    private static final int MAX_DETAILS = 400_000;

    private static final Map<String, String> JSON_CONTENT = Map.of("Content-Type", "application/json");

    private static final JsonFactory JSON = new JsonFactory();

    private Answers() {}

    static APIGatewayV2HTTPResponse of(Result result) {
        if (result instanceof Result.Accepted accepted) {
            return accepted(accepted.id());
        }
        if (result instanceof Result.Throttled throttled) {
            return overQuota(throttled.retryAfter());
        }
        return result instanceof Result.Rejected rejected ? of(rejected.problem()) : of(Problems.unavailable());
    }

    /** What was accepted is told with {@code "test": true}; what was not is answered as it would be. */
    static APIGatewayV2HTTPResponse tested(Submission instead) {
        if (instead instanceof Submission.Batch batch) {
            return of(batch.results(), true);
        } else if (instead instanceof Submission.Single single && single.result() instanceof Result.Accepted accepted) {
            return HttpApi.response(200, JSON_CONTENT, json(json -> {
                json.writeBooleanField("test", true);
                json.writeStringField("status", "accepted");
                json.writeStringField("id", accepted.id().value());
            }));
        }
        return instead.answer();
    }

    /** An answer with these headers, too. */
    static APIGatewayV2HTTPResponse with(Map<String, String> headers, APIGatewayV2HTTPResponse response) {
        if (!headers.isEmpty()) {
            Map<String, String> all = new LinkedHashMap<>(response.getHeaders());
            all.putAll(headers);
            response.setHeaders(all);
        }
        return response;
    }

    private static APIGatewayV2HTTPResponse overQuota(Duration retryAfter) {
        return Problems.overQuota().toResponse(Map.of("Retry-After", Long.toString(retryAfter.toSeconds())));
    }

    static APIGatewayV2HTTPResponse of(Problem problem) {
        return switch (problem.type().status()) {
            case 401 -> problem.toResponse(CHALLENGE);
            case 503 -> problem.toResponse(RETRY_AFTER);
            default -> problem.toResponse();
        };
    }

    private static APIGatewayV2HTTPResponse accepted(EventId id) {
        return HttpApi.response(204, Map.of("Event-Id", id.value()), "");
    }

    static APIGatewayV2HTTPResponse of(List<Result> results, boolean isTest) {
        boolean noneSent = results.stream().noneMatch(Result.Accepted.class::isInstance);
        Optional<Duration> retryAfter = results.stream()
                .filter(Result.Throttled.class::isInstance)
                .map(result -> ((Result.Throttled) result).retryAfter())
                .findFirst();
        if (noneSent && results.stream().anyMatch(Result.Retry.class::isInstance)) {
            return of(Problems.unavailable());
        } else if (noneSent && retryAfter.isPresent()) {
            return overQuota(retryAfter.get());
        }
        String body = json(json -> {
            if (isTest) {
                json.writeBooleanField("test", true);
            }
            int details = 0;
            json.writeArrayFieldStart("results");
            for (Result result : results) {
                details += result instanceof Result.Rejected rejected ? length(rejected.problem()) : 0;
                write(details <= MAX_DETAILS ? result : withoutDetails(result), json);
            }
            json.writeEndArray();
        });
        return with(
                retryAfter
                        .map(time -> Map.of("Retry-After", Long.toString(time.toSeconds())))
                        .orElse(Map.of()),
                HttpApi.response(200, JSON_CONTENT, body));
    }

    private interface Members {
        void writeTo(JsonGenerator json) throws IOException;
    }

    private static String json(Members members) {
        StringWriter text = new StringWriter(512);
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.writeStartObject();
            members.writeTo(json);
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    /** About how long the errors of a problem are; exact for what has nothing to escape. */
    private static int length(Problem problem) {
        return problem.errors().stream()
                .mapToInt(error -> error.pointer().length() + error.message().length())
                .sum();
    }

    private static Result withoutDetails(Result result) {
        return result instanceof Result.Rejected rejected
                        && !rejected.problem().errors().isEmpty()
                ? new Result.Rejected(Problems.withoutErrors(rejected.problem()))
                : result;
    }

    private static void write(Result result, JsonGenerator json) throws IOException {
        json.writeStartObject();
        if (result instanceof Result.Accepted accepted) {
            json.writeStringField("status", "accepted");
            json.writeStringField("id", accepted.id().value());
        } else if (result instanceof Result.Rejected rejected) {
            json.writeStringField("status", "rejected");
            json.writeFieldName("problem");
            rejected.problem().writeTo(json);
        } else {
            json.writeStringField("status", "retry");
        }
        json.writeEndObject();
    }
}
