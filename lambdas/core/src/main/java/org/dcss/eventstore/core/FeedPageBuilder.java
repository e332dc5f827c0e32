package org.dcss.eventstore.core;

import java.util.ArrayList;
import java.util.List;

/** A page of the feed while it is read. */
final class FeedPageBuilder {

    private final List<StoredEvent> events = new ArrayList<>();
    private final int limit;
    private Slot position;
    private long characters;
    private int reads;
    private boolean full;

    FeedPageBuilder(Slot after, int limit) {
        this.position = after;
        this.limit = limit;
    }

    /** Every event up to here, included, is on this page or an earlier one. */
    Slot position() {
        return position;
    }

    int room() {
        return limit - events.size();
    }

    boolean isFull() {
        return full || room() == 0 || reads == Feed.MAX_READS;
    }

    void add(LogPage read) {
        reads++;
        for (StoredEvent stored : read.events()) {
            int length = stored.event().data().length();
            if (!events.isEmpty() && characters + length > Feed.MAX_CHARACTERS) {
                full = true;
                return;
            }
            characters += length;
            events.add(stored);
            position = stored.slot();
        }
        position = read.through();
    }

    /** Notes that there is nothing more up to this slot. */
    void reached(Slot slot) {
        position = Slot.max(position, slot);
    }

    FeedPage build(Slot horizon) {
        return new FeedPage(events, position, horizon);
    }
}
