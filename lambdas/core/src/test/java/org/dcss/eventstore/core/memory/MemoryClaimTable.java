package org.dcss.eventstore.core.memory;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.dcss.eventstore.core.ClaimResult;
import org.dcss.eventstore.core.ClaimTable;
import org.dcss.eventstore.core.EventKey;
import org.dcss.eventstore.core.Slot;
import org.dcss.eventstore.core.Source;

/** The claim table in memory; nothing expires. Safe for use by several threads. */
public final class MemoryClaimTable implements ClaimTable {

    private final Map<EventKey, Slot> claims = new ConcurrentHashMap<>();
    private final Map<Source, Slot> tails = new ConcurrentHashMap<>();

    @Override
    public ClaimResult claim(EventKey key, Slot slot, Instant expires) {
        Slot before = claims.putIfAbsent(key, slot);
        return new ClaimResult.Held(before == null ? slot : before);
    }

    @Override
    public ClaimResult move(EventKey key, Slot from, Slot to, Instant expires) {
        return new ClaimResult.Held(
                claims.merge(key, to, (standing, wanted) -> standing.equals(from) ? wanted : standing));
    }

    @Override
    public Optional<Optional<Slot>> tail(Source src) {
        return Optional.of(Optional.ofNullable(tails.get(src)));
    }

    @Override
    public boolean raiseTail(Source src, Slot slot, Instant expires) {
        tails.merge(src, slot, Slot::max);
        return true;
    }
}
