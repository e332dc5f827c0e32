package org.dcss.eventstore.core.entities;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import org.dcss.eventstore.core.EventType;
import org.dcss.eventstore.core.StoredEvent;
import org.dcss.eventstore.core.message.StrictJson;

/**
 * What events are about: for each type the member of its data that names it.
 *
 * @param members such as {@code name} for a milestone; an event of another type is about nothing
 */
public record EntityRule(Map<EventType, String> members) {

    /** In characters: more than a name that anyone would ask for. */
    private static final int MAX_LENGTH = 256;

    public EntityRule {
        members = Map.copyOf(members);
    }

    /** As {@link #folded}; empty where the data names nothing, was withdrawn, or names what is too long. */
    Optional<String> entityOf(StoredEvent stored) {
        return stored.withdrawn().isPresent()
                ? Optional.empty()
                : Optional.ofNullable(members.get(stored.event().type()))
                        .flatMap(member -> find(member, stored.event().data()))
                        .filter(name -> !name.isEmpty() && name.length() <= MAX_LENGTH)
                        .map(EntityRule::folded);
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

    private static Optional<String> find(String member, String data) {
        try (JsonParser json = StrictJson.FACTORY.createParser(data)) {
            json.nextToken();
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                boolean isWanted = json.currentName().equals(member);
                if (json.nextToken().isScalarValue() && isWanted) {
                    return Optional.of(json.getText());
                }
                json.skipChildren();
            }
        } catch (IOException e) {
            // A view that stopped at an event would stop for good.
            return Optional.empty();
        }
        return Optional.empty();
    }
}
