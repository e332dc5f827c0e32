package org.dcss.eventstore.core.read;

import java.util.ArrayList;
import java.util.List;
import org.dcss.eventstore.core.Slot;
import org.dcss.eventstore.core.StoredEvent;

/** A page of the feed while it is read. */
final class FeedPageBuilder {

    private final List<StoredEvent> events = new ArrayList<>();
    private final int limit;
    private Slot position;
    private Slot lastTaken;
    private long characters;
    private double units;
    private int reads;
    private int unknown;
    private boolean cut;

    FeedPageBuilder(Slot after, int limit) {
        this.position = after;
        this.lastTaken = after;
        this.limit = limit;
    }

    /** Every event up to here, included, is on this page or an earlier one. */
    Slot position() {
        return position;
    }

    /** The last slot that was found taken, or where the page began. */
    Slot lastTaken() {
        return lastTaken;
    }

    int room() {
        return limit - events.size();
    }

    boolean isFull() {
        return cut || room() == 0 || reads == Feed.MAX_READS || units >= Feed.ENOUGH_UNITS;
    }

    void add(LogPage read) {
        reads++;
        units += read.cost().units();
        unknown += read.cost().unknown();
        for (StoredEvent stored : read.events()) {
            int length = stored.event().data().length();
            if (!events.isEmpty() && characters + length > Feed.MAX_CHARACTERS) {
                cut = true;
                return;
            }
            characters += length;
            events.add(stored);
            position = stored.slot();
            lastTaken = position;
        }
        position = read.through();
        lastTaken = read.last().orElse(lastTaken);
    }

    /** The page, if what follows its position is for the next one. */
    FeedPage more(Slot horizon) {
        return new FeedPage(events, position, horizon, false, unknown);
    }

    /** The page, if everything up to the horizon was read. */
    FeedPage caughtUp(Slot horizon) {
        return new FeedPage(events, lastTaken, horizon, true, unknown);
    }
}
