package org.dcss.eventstore.submit;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.dcss.eventstore.platform.Problem;

/** Reads a request's body: one event or an array of them, in strict JSON and nothing else. */
final class BodyReader {

    static final int MAX_EVENTS = 500;

    /** The body's own size bounds everything but nesting; an event's limits are {@link DraftReader}'s. */
    private static final int MAX_DEPTH = 10_000;

    private static final JsonFactory JSON = JsonFactory.builder()
            // The names are the clients' choice: not to be kept for ever.
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .disable(JsonFactory.Feature.FAIL_ON_SYMBOL_HASH_OVERFLOW)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_DEPTH)
                    .maxNumberLength(Integer.MAX_VALUE)
                    .maxStringLength(Integer.MAX_VALUE)
                    .maxNameLength(Integer.MAX_VALUE)
                    .build())
            .build();

    /** What a body holds. */
    sealed interface Body<T> {

        record Single<T>(T event) implements Body<T> {}

        record Batch<T>(List<T> events) implements Body<T> {}

        record Unreadable<T>(Problem problem) implements Body<T> {}
    }

    private BodyReader() {}

    /**
     * Reads a body.
     *
     * @param finish turns each event into what is kept of it, before the next is read
     */
    static <T> Body<T> read(String text, Function<Draft, T> finish) {
        if (text.isBlank()) {
            return new Body.Unreadable<>(
                    Problems.notJson("The body is empty; it must hold JSON, one event or an array " + "of events."));
        }
        try (JsonParser json = JSON.createParser(text)) {
            Body<T> body = json.nextToken() == JsonToken.START_ARRAY
                    ? readBatch(json, text, finish)
                    : new Body.Single<>(finish.apply(new DraftReader(json, text, false).read()));
            return json.nextToken() == null ? body : new Body.Unreadable<>(trailing(json.currentTokenLocation()));
        } catch (StreamConstraintsException e) {
            return new Body.Unreadable<>(
                    Problems.notJson("The body is JSON that is nested deeper than " + MAX_DEPTH + " levels."));
        } catch (JsonProcessingException e) {
            return new Body.Unreadable<>(malformed(e.getLocation()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static <T> Body<T> readBatch(JsonParser json, String text, Function<Draft, T> finish) throws IOException {
        DraftReader reader = new DraftReader(json, text, true);
        List<T> events = new ArrayList<>();
        int count = 0;
        while (json.nextToken() != JsonToken.END_ARRAY) {
            count++;
            if (count <= MAX_EVENTS) {
                events.add(finish.apply(reader.read()));
            } else {
                json.skipChildren();
            }
        }
        return count == 0 || count > MAX_EVENTS
                ? new Body.Unreadable<>(Problems.invalidBatch(count))
                : new Body.Batch<>(events);
    }

    private static Problem malformed(JsonLocation at) {
        return Problems.notJson(
                "The body is not JSON: something is wrong at " + place(at)
                        + ". Mind that JSON has no comments, no single quotes, no trailing commas and no names without quotes.");
    }

    private static Problem trailing(JsonLocation at) {
        return Problems.notJson("The body is not JSON: it must end after one event or one array of events, but more "
                + "follows at " + place(at) + ".");
    }

    private static String place(JsonLocation at) {
        return "line " + at.getLineNr() + ", column " + at.getColumnNr();
    }
}
