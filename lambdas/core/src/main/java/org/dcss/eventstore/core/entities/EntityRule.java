package org.dcss.eventstore.core.entities;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.dcss.eventstore.core.Envelope;
import org.dcss.eventstore.core.Event;
import org.dcss.eventstore.core.EventType;
import org.dcss.eventstore.core.StoredEvent;
import org.dcss.eventstore.core.message.StrictJson;

/**
 * What events are about: for each type the place in the event that names it.
 *
 * @param pointers into the event, such as {@code /data/name} for a milestone; an event of another type is about nothing,
 *     unless it was sent in an envelope, which says itself what it is about
 */
public record EntityRule(Map<EventType, JsonPointer> pointers) {

    /** In characters: more than a name that anyone would ask for. */
    private static final int MAX_LENGTH = 256;

    private static final String DATA = "data";

    private static final JsonPointer ID = JsonPointer.compile("/ID");
    private static final JsonPointer SUBJECT = JsonPointer.compile("/subject");

    /** @throws IllegalArgumentException if a place is not in the event's data; names it */
    public EntityRule {
        pointers = Map.copyOf(pointers);
        pointers.forEach((type, pointer) -> {
            if (!pointer.mayMatchProperty() || !pointer.getMatchingProperty().equals(DATA)) {
                throw new IllegalArgumentException("what a " + type
                        + " is about must stand in its data, such as at /data/name, not at " + pointer);
            }
        });
    }

    /**
     * Reads what {@link #text} wrote.
     *
     * @throws IllegalArgumentException if the text is no rule
     */
    public static EntityRule parse(String text) {
        Map<EventType, JsonPointer> pointers = new LinkedHashMap<>();
        text.lines().forEach(line -> {
            int mark = line.indexOf('=');
            if (mark < 0) {
                throw new IllegalArgumentException("no rule of what events are about: " + line);
            }
            pointers.put(new EventType(line.substring(0, mark)), JsonPointer.compile(line.substring(mark + 1)));
        });
        return new EntityRule(pointers);
    }

    /** The same text for the same rule: a line for each type, such as {@code milestone=/data/name}, by type. */
    public String text() {
        return pointers.entrySet().stream()
                .sorted(Comparator.comparing(entry -> entry.getKey().name()))
                .map(entry -> entry.getKey() + "=" + entry.getValue())
                .collect(Collectors.joining("\n"));
    }

    /** As {@link #folded}; empty where the data names nothing, was withdrawn, or names what is too long. */
    Optional<String> entityOf(StoredEvent stored) {
        return stored.withdrawn().isPresent()
                ? Optional.empty()
                : inData(stored.event())
                        .flatMap(pointer -> find(pointer, stored.event().data()))
                        .filter(name -> !name.isEmpty() && name.length() <= MAX_LENGTH)
                        .map(EntityRule::folded);
    }

    private static JsonPointer inEnvelope(Envelope envelope) {
        return switch (envelope) {
            case EVENT_BASE -> ID;
            case CLOUD_EVENT -> SUBJECT;
        };
    }

    /** Where the data says what the event is about. */
    private Optional<JsonPointer> inData(Event event) {
        return event.id()
                .envelope()
                .map(EntityRule::inEnvelope)
                .or(() -> Optional.ofNullable(pointers.get(event.type())).map(JsonPointer::tail));
    }

    /** Names are compared without the case of ASCII letters. */
    static String folded(String name) {
        StringBuilder folded = new StringBuilder(name);
        for (int i = 0; i < folded.length(); i++) {
            char c = folded.charAt(i);
            if (c >= 'A' && c <= 'Z') {
                folded.setCharAt(i, (char) (c + ('a' - 'A')));
            }
        }
        return folded.toString();
    }

    private static Optional<String> find(JsonPointer pointer, String data) {
        try (JsonParser json = StrictJson.FACTORY.createParser(data)) {
            json.nextToken();
            return value(pointer, json);
        } catch (IOException e) {
            // A view that stopped at an event would stop for good.
            return Optional.empty();
        }
    }

    /** The string, number or boolean at the place, from the value on that the parser is at. */
    private static Optional<String> value(JsonPointer pointer, JsonParser json) throws IOException {
        if (pointer.matches()) {
            return json.currentToken().isScalarValue() ? Optional.of(json.getText()) : Optional.empty();
        }
        if (json.currentToken() == JsonToken.START_OBJECT) {
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                boolean isWanted = pointer.getMatchingProperty().equals(json.currentName());
                json.nextToken();
                if (isWanted) {
                    return value(pointer.tail(), json);
                }
                json.skipChildren();
            }
        } else if (json.currentToken() == JsonToken.START_ARRAY) {
            for (int index = 0; json.nextToken() != JsonToken.END_ARRAY; index++) {
                if (pointer.getMatchingIndex() == index) {
                    return value(pointer.tail(), json);
                }
                json.skipChildren();
            }
        }
        return Optional.empty();
    }
}
