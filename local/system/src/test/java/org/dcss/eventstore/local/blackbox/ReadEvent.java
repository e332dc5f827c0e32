package org.dcss.eventstore.local.blackbox;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * An event as read.
 *
 * @param file empty where it was not sent
 * @param at when it happened; empty where nothing says that
 * @param data the text between the braces of {@code data}, with them, character by character
 */
public record ReadEvent(
        long tsDay,
        long ts,
        String id,
        String type,
        String src,
        Optional<String> file,
        long accepted,
        Optional<Long> at,
        String data) {

    /** The members of an event in the order they come in. */
    private static final List<String> MEMBERS =
            List.of("ts_day", "ts", "id", "type", "src", "file", "accepted", "at", "data");

    /** Those that an event need not have. */
    private static final Set<String> OPTIONAL = Set.of("file", "at");

    private static final Set<String> NUMBERS = Set.of("ts_day", "ts", "accepted", "at");

    private static final JsonFactory JSON = new JsonFactory();

    /** The events of an answer to {@code GET /events}. */
    public static List<ReadEvent> list(Answer answer) {
        String text = answer.text();
        List<ReadEvent> events = new ArrayList<>();
        try (JsonParser json = JSON.createParser(text)) {
            expect(json.nextToken(), JsonToken.START_ARRAY, answer);
            while (json.nextToken() == JsonToken.START_OBJECT) {
                events.add(read(json, text));
            }
            expect(json.currentToken(), JsonToken.END_ARRAY, answer);
            expect(json.nextToken(), null, answer);
        } catch (IOException e) {
            throw new UncheckedIOException("not events: " + answer, e);
        }
        return events;
    }

    /** The event of an answer to {@code GET /events/{ts}}. */
    public static ReadEvent single(Answer answer) {
        String text = answer.text();
        try (JsonParser json = JSON.createParser(text)) {
            expect(json.nextToken(), JsonToken.START_OBJECT, answer);
            return read(json, text);
        } catch (IOException e) {
            throw new UncheckedIOException("not an event: " + answer, e);
        }
    }

    private static ReadEvent read(JsonParser json, String text) throws IOException {
        Map<String, String> members = new HashMap<>();
        List<String> order = new ArrayList<>();
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            order.add(name);
            JsonToken value = json.nextToken();
            if (value == JsonToken.START_OBJECT) {
                int start = (int) json.currentTokenLocation().getCharOffset();
                json.skipChildren();
                members.put(
                        name, text.substring(start, (int) json.currentLocation().getCharOffset()));
            } else {
                if (value != (NUMBERS.contains(name) ? JsonToken.VALUE_NUMBER_INT : JsonToken.VALUE_STRING)) {
                    throw new AssertionError(name + " is a " + value);
                }
                members.put(name, json.getText());
            }
        }
        List<String> expected = MEMBERS.stream()
                .filter(name -> members.containsKey(name) || !OPTIONAL.contains(name))
                .toList();
        if (!order.equals(expected)) {
            throw new AssertionError("an event has the members " + expected + ", not " + order);
        }
        return new ReadEvent(
                Long.parseLong(member(members, "ts_day")),
                Long.parseLong(member(members, "ts")),
                member(members, "id"),
                member(members, "type"),
                member(members, "src"),
                Optional.ofNullable(members.get("file")),
                Long.parseLong(member(members, "accepted")),
                Optional.ofNullable(members.get("at")).map(Long::valueOf),
                member(members, "data"));
    }

    private static String member(Map<String, String> members, String name) {
        return members.getOrDefault(name, "");
    }

    private static void expect(
            @org.jspecify.annotations.Nullable JsonToken found,
            @org.jspecify.annotations.Nullable JsonToken wanted,
            Answer answer) {
        if (found != wanted) {
            throw new AssertionError("expected " + wanted + ", not " + found + ", in " + answer);
        }
    }
}
