package org.dcss.eventstore.core.key;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.dcss.eventstore.core.EventType;
import org.dcss.eventstore.core.PlainText;
import org.dcss.eventstore.core.Source;

/**
 * What is known of a key that a source submits with; never the key itself.
 *
 * @param label what its owner calls it; may be empty, and may hold anything: escape it before it is shown
 * @param expires from when on it is refused
 * @param revoked from when on it is refused, because somebody said so
 * @param types the only types of events that it may submit; empty for all
 * @param test whether its events are checked and answered, but never queued
 */
public record KeyRecord(
        Source src,
        String label,
        Instant created,
        Optional<Instant> expires,
        Optional<Instant> revoked,
        Set<EventType> types,
        boolean test) {

    private static final int MAX_LABEL = 100;

    public KeyRecord {
        types = Set.copyOf(types);
    }

    /** A key for all types whose events are queued. */
    public KeyRecord(Source src, String label, Instant created, Optional<Instant> expires, Optional<Instant> revoked) {
        this(src, label, created, expires, revoked, Set.of(), false);
    }

    /** Whether the key is good for submitting; an instant that has been reached counts. */
    public boolean isValidAt(Instant now) {
        return expires.map(now::isBefore).orElse(true)
                && revoked.map(now::isBefore).orElse(true);
    }

    /** Whether the key may submit events of this type. */
    public boolean allows(EventType type) {
        return types.isEmpty() || types.contains(type);
    }

    /** Whether a new key may be called this: at most 100 characters, each of which shows as itself. */
    public static boolean isLabel(String text) {
        return text.length() <= MAX_LABEL && PlainText.isPlain(text);
    }
}
