package org.dcss.eventstore.core.memory;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.dcss.eventstore.core.EventKey;
import org.dcss.eventstore.core.Slot;
import org.dcss.eventstore.core.Source;
import org.dcss.eventstore.core.table.Claim;
import org.dcss.eventstore.core.table.ClaimResult;
import org.dcss.eventstore.core.table.ClaimTable;

/** The claim table in memory. Safe for use by several threads. */
public final class MemoryClaimTable implements ClaimTable {

    private final Map<EventKey, Claim> claims = new ConcurrentHashMap<>();
    private final Map<Source, Slot> tails = new ConcurrentHashMap<>();

    @Override
    public ClaimResult claim(EventKey key, Claim wanted) {
        Claim before = claims.putIfAbsent(key, wanted);
        return new ClaimResult.Held(before == null ? wanted : before);
    }

    @Override
    public ClaimResult find(EventKey key) {
        Claim standing = claims.get(key);
        return standing == null ? new ClaimResult.Absent() : new ClaimResult.Held(standing);
    }

    @Override
    public Optional<Optional<Slot>> tail(Source src) {
        return Optional.of(Optional.ofNullable(tails.get(src)));
    }

    @Override
    public boolean raiseTail(Source src, Slot slot) {
        tails.merge(src, slot, Slot::max);
        return true;
    }
}
