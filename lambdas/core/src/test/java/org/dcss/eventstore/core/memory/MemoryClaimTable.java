package org.dcss.eventstore.core.memory;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.dcss.eventstore.core.EventKey;
import org.dcss.eventstore.core.Reply;
import org.dcss.eventstore.core.table.Claim;
import org.dcss.eventstore.core.table.ClaimTable;

/** The claim table in memory. Safe for use by several threads. */
public final class MemoryClaimTable implements ClaimTable {

    private final Map<EventKey, Claim> claims = new ConcurrentHashMap<>();

    @Override
    public Reply<Claim> claim(EventKey key, Claim wanted) {
        Claim before = claims.putIfAbsent(key, wanted);
        return new Reply.Known<>(before == null ? wanted : before);
    }

    @Override
    public Reply<Optional<Claim>> find(EventKey key) {
        return new Reply.Known<>(Optional.ofNullable(claims.get(key)));
    }
}
