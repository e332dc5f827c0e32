package org.dcss.eventstore.core;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A page of the feed while it is read. */
final class FeedPageBuilder {

    private final List<StoredEvent> events = new ArrayList<>();
    private final int limit;
    private Slot position;
    private long bytes;
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
            int size = stored.event().data().getBytes(StandardCharsets.UTF_8).length;
            if (!events.isEmpty() && bytes + size > Feed.MAX_BYTES) {
                full = true;
                return;
            }
            bytes += size;
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
