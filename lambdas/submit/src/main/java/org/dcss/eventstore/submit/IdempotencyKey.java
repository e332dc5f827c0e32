package org.dcss.eventstore.submit;

import java.util.Optional;
import org.dcss.eventstore.core.EventId;
import org.dcss.eventstore.intake.problem.Limits;

/** A client's name for a whole request: the id of its event, or of each event of its batch with the event's place. */
record IdempotencyKey(String value) {

    /** What fits into an id. */
    static final int MAX_LENGTH = 128;
    /** What leaves room for a slash and the place in a batch. */
    static final int MAX_LENGTH_OF_BATCH = MAX_LENGTH - ("/" + (Limits.MAX_EVENTS - 1)).length();

    /** Reads the header's value, with or without the quotes of a structured header; empty if it makes no id. */
    static Optional<IdempotencyKey> parse(String header, int longest) {
        String value = header.strip();
        boolean quoted = value.length() >= 2 && value.startsWith("\"") && value.endsWith("\"");
        String key = quoted ? value.substring(1, value.length() - 1) : value;
        return EventId.isClientId(key) && key.length() <= longest
                ? Optional.of(new IdempotencyKey(key))
                : Optional.empty();
    }

    EventId id() {
        return new EventId(value);
    }

    EventId idAt(int place) {
        return new EventId(value + "/" + place);
    }
}
