package org.dcss.eventstore.core.table;

import java.util.Optional;
import org.dcss.eventstore.core.EventKey;
import org.dcss.eventstore.core.Slot;

/**
 * What holds a slot, as a writer sees it: an event, or a tombstone, which sends the attempts at its event on.
 *
 * @param key whose it is, as {@link EventKey#toString} writes it; empty for an item of which a newer version knows more
 * @param next where its event goes on, above its own slot; empty for an event
 */
public record Occupant(String key, Optional<Slot> next) {

    public static Occupant event(EventKey key) {
        return new Occupant(key.toString(), Optional.empty());
    }

    public static Occupant tombstone(EventKey key, Slot next) {
        return new Occupant(key.toString(), Optional.of(next));
    }

    /** Makes no string of the key: where slots are crowded, an event asks this of thousands. */
    public boolean isOf(EventKey other) {
        String src = other.src().name();
        String id = other.id().value();
        return key.length() == src.length() + 1 + id.length()
                && key.endsWith(id)
                && key.startsWith(src)
                && key.charAt(src.length()) == '/';
    }
}
