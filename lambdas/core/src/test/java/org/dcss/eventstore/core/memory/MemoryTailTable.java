package org.dcss.eventstore.core.memory;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.dcss.eventstore.core.Reply;
import org.dcss.eventstore.core.Slot;
import org.dcss.eventstore.core.Source;
import org.dcss.eventstore.core.table.TailTable;

/** The sources' tails in memory. Safe for use by several threads. */
public final class MemoryTailTable implements TailTable {

    private final Map<Source, Slot> tails = new ConcurrentHashMap<>();

    @Override
    public Reply<Optional<Slot>> tail(Source src) {
        return new Reply.Known<>(Optional.ofNullable(tails.get(src)));
    }

    @Override
    public Reply<Slot> raise(Source src, Slot slot) {
        return new Reply.Known<>(tails.merge(src, slot, Slot::max));
    }
}
