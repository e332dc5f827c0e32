package org.dcss.eventstore.core.entities;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.dcss.eventstore.core.Slot;
import org.dcss.eventstore.core.StoredEvent;
import org.dcss.eventstore.core.read.Consistency;
import org.dcss.eventstore.core.read.EventLog;
import org.dcss.eventstore.core.read.Feed;
import org.dcss.eventstore.core.read.LogPage;

/** Reads the events that an index leads to, and knows when one page has cost enough. For one page. */
final class Fetcher {

    /** How many events one call brings: few enough that large ones cost a page little more than it may. */
    static final int BATCH = 50;

    /** A page that has spent so many read units begins no further read; a usual event takes half a one. */
    static final double ENOUGH_UNITS = 128;

    /** How many reads of the index a page takes at most. */
    private static final int MAX_READS = 16;

    /** How many items of the index a read unit holds, at least. */
    private static final double ITEMS_PER_UNIT = 10;

    private final EventLog log;
    private final About about;
    private final Slot edge;
    private double units;
    private int reads;

    Fetcher(EventLog log, About about, Instant now) {
        this.log = log;
        this.about = about;
        this.edge = Slot.at(now.minus(Feed.LIVE_EDGE));
    }

    boolean isSpent() {
        return units >= ENOUGH_UNITS || reads >= MAX_READS;
    }

    /** Notes a read of the index. */
    void haveRead(int items) {
        reads++;
        units += items / ITEMS_PER_UNIT;
    }

    /** How many items of the index to ask for, if so many events are wanted. */
    int ask(int room) {
        boolean namesFilter =
                !about.filter().sources().isEmpty() || !about.filter().types().isEmpty();
        return namesFilter ? BATCH * 10 : Math.min(room, BATCH * 10);
    }

    /** Those of these events that are wanted, ascending. */
    List<StoredEvent> fetch(List<Slot> slots) {
        if (slots.isEmpty()) {
            return List.of();
        }
        List<Slot> ascending = slots.stream().sorted().toList();
        boolean old = !ascending.get(ascending.size() - 1).isAfter(edge);
        LogPage page = log.get(ascending, old ? Consistency.EVENTUAL : Consistency.STRONG);
        units += page.cost().units();
        return page.events().stream().filter(about::isWanted).toList();
    }

    /** Cuts what the index brought into calls, each of which brings no more than there is room for. */
    static <T> List<List<T>> batches(List<T> all, int room) {
        int size = Math.max(1, Math.min(BATCH, room));
        List<List<T>> batches = new ArrayList<>();
        for (int from = 0; from < all.size(); from += size) {
            batches.add(all.subList(from, Math.min(all.size(), from + size)));
        }
        return batches;
    }
}
