package org.dcss.eventstore.submit;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import org.dcss.eventstore.core.EventId;
import org.dcss.eventstore.platform.HttpApi;
import org.dcss.eventstore.platform.Problem;
import org.dcss.eventstore.submit.Submission.Result;

/** Results as a client reads them. */
final class Answers {

    private static final Map<String, String> CHALLENGE =
            Map.of("WWW-Authenticate", "Bearer realm=\"submit\", Basic realm=\"submit\", charset=\"UTF-8\"");
    /** In seconds: about what a throttled or failing service needs. */
    private static final Map<String, String> RETRY_AFTER = Map.of("Retry-After", "2");

    /**
     * Of all errors of an array's events together, in characters, of which each takes seven bytes at worst in what Lambda
     * hands on, 6 MB at most. Errors beyond are left out: an answer must not fail once events are queued.
     */
    private static final int MAX_DETAILS = 400_000;

    private static final JsonFactory JSON = new JsonFactory();

    private Answers() {}

    static APIGatewayV2HTTPResponse of(Submission submission) {
        if (submission instanceof Refused refused) {
            return of(refused.problem());
        } else if (submission instanceof Submission.Batch batch) {
            return of(batch.results());
        }
        Result result = ((Submission.Single) submission).result();
        if (result instanceof Result.Accepted accepted) {
            return accepted(accepted.id());
        }
        return result instanceof Rejected rejected ? of(rejected.problem()) : of(Problems.unavailable());
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

    private static APIGatewayV2HTTPResponse of(List<Result> results) {
        boolean noneSent = results.stream().anyMatch(Result.Retry.class::isInstance)
                && results.stream().noneMatch(Result.Accepted.class::isInstance);
        return noneSent
                ? of(Problems.unavailable())
                : HttpApi.response(200, Map.of("Content-Type", "application/json"), json(results));
    }

    private static String json(List<Result> results) {
        StringWriter text = new StringWriter(results.size() * 64 + 16);
        int details = 0;
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.writeStartObject();
            json.writeArrayFieldStart("results");
            for (Result result : results) {
                details += result instanceof Rejected rejected ? length(rejected.problem()) : 0;
                write(details <= MAX_DETAILS ? result : withoutDetails(result), json);
            }
            json.writeEndArray();
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
        return result instanceof Rejected rejected
                        && !rejected.problem().errors().isEmpty()
                ? new Rejected(Problems.withoutErrors(rejected.problem()))
                : result;
    }

    private static void write(Result result, JsonGenerator json) throws IOException {
        json.writeStartObject();
        if (result instanceof Result.Accepted accepted) {
            json.writeStringField("status", "accepted");
            json.writeStringField("id", accepted.id().value());
        } else if (result instanceof Rejected rejected) {
            json.writeStringField("status", "rejected");
            json.writeFieldName("problem");
            rejected.problem().writeTo(json);
        } else {
            json.writeStringField("status", "retry");
        }
        json.writeEndObject();
    }
}
