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

/**
 * An event as read.
 *
 * @param data the text between the braces of {@code data}, with them, character by character
 */
public record ReadEvent(long tsDay, long ts, String id, String type, String src, long accepted, String data) {

    /** The members of an event in the order they come in. */
    private static final List<String> MEMBERS = List.of("ts_day", "ts", "id", "type", "src", "accepted", "data");

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
                boolean number = name.startsWith("ts") || name.equals("accepted");
                if (value != (number ? JsonToken.VALUE_NUMBER_INT : JsonToken.VALUE_STRING)) {
                    throw new AssertionError(name + " is a " + value);
                }
                members.put(name, json.getText());
            }
        }
        if (!order.equals(MEMBERS)) {
            throw new AssertionError("an event has the members " + MEMBERS + ", not " + order);
        }
        return new ReadEvent(
                Long.parseLong(member(members, "ts_day")),
                Long.parseLong(member(members, "ts")),
                member(members, "id"),
                member(members, "type"),
                member(members, "src"),
                Long.parseLong(member(members, "accepted")),
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
