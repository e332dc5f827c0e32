package org.dcss.eventstore.core.archive;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.dcss.eventstore.core.Event;
import org.dcss.eventstore.core.Slot;
import org.dcss.eventstore.core.StoredEvent;
import org.dcss.eventstore.core.memory.FaultyLog;
import org.dcss.eventstore.core.memory.MemoryEventTable;
import org.dcss.eventstore.core.read.Consistency;
import org.dcss.eventstore.core.read.Filter;
import org.dcss.eventstore.core.read.LogPage;
import org.dcss.eventstore.core.table.PutResult;

/** A log from which data is withdrawn, and whose events expire. */
final class ChangingLog extends FaultyLog {

    private final MemoryEventTable table;
    private final Map<Slot, StoredEvent> events = new TreeMap<>();
    private final Map<Slot, String> withdrawn = new TreeMap<>();
    private final Set<Slot> expired = new HashSet<>();

    ChangingLog() {
        this(new MemoryEventTable(5));
    }

    private ChangingLog(MemoryEventTable table) {
        super(table);
        this.table = table;
    }

    /** Whether the slot was free. */
    boolean put(Slot slot, Event event) {
        table.open(slot.day());
        boolean stored = table.put(slot, event).known().orElseThrow() instanceof PutResult.Stored;
        if (stored) {
            events.put(slot, new StoredEvent(slot, event));
        }
        return stored;
    }

    void withdraw(Slot slot, String reason) {
        withdrawn.putIfAbsent(slot, reason);
    }

    void expire(Slot slot) {
        expired.add(slot);
    }

    boolean isWithdrawn(Slot slot) {
        return withdrawn.containsKey(slot);
    }

    /** Everything that was ever stored, as it is read now, or would be if it had not expired; ascending. */
    List<StoredEvent> all() {
        return events.values().stream().map(this::now).toList();
    }

    private StoredEvent now(StoredEvent stored) {
        Event event = stored.event();
        return Optional.ofNullable(withdrawn.get(stored.slot()))
                .map(reason -> new StoredEvent(
                        stored.slot(),
                        new Event(
                                event.id(), event.type(), event.src(), event.file(), event.accepted(), event.at(), ""),
                        Optional.of(reason)))
                .orElse(stored);
    }

    @Override
    public LogPage read(Slot from, Slot through, Filter filter, int limit, Consistency consistency) {
        LogPage page = super.read(from, through, filter, limit, consistency);
        return new LogPage(
                page.events().stream()
                        .filter(event -> !expired.contains(event.slot()))
                        .map(this::now)
                        .toList(),
                page.through(),
                page.last(),
                page.cost());
    }
}
