package org.dcss.eventstore.core;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The claim table as it is meant: every call takes effect at once, and answers. Claims do not expire. */
final class SimulatedClaims implements ClaimTable {

    private final Map<EventKey, Slot> claims = new HashMap<>();
    private final Map<Source, Slot> tails = new HashMap<>();

    @Override
    public ClaimResult claim(EventKey key, Slot slot, Instant expires) {
        Slot before = claims.putIfAbsent(key, slot);
        return new ClaimResult.Held(before == null ? slot : before);
    }

    @Override
    public ClaimResult move(EventKey key, Slot from, Slot to, Instant expires) {
        claims.replace(key, from, to);
        return new ClaimResult.Held(claims.computeIfAbsent(key, any -> to));
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

    Optional<Slot> claimOf(EventKey key) {
        return Optional.ofNullable(claims.get(key));
    }
}
