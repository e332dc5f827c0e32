package org.dcss.eventstore.core.simulation;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.dcss.eventstore.core.EventKey;
import org.dcss.eventstore.core.Slot;
import org.dcss.eventstore.core.Source;
import org.dcss.eventstore.core.table.Claim;
import org.dcss.eventstore.core.table.ClaimResult;
import org.dcss.eventstore.core.table.ClaimTable;

/** The claim table as it is meant: every call takes effect at once, and answers. */
public final class SimulatedClaims implements ClaimTable {

    private final Map<String, Claim> claims = new HashMap<>();
    private final Map<String, Long> tails = new HashMap<>();

    @Override
    public ClaimResult claim(EventKey key, Claim wanted) {
        Claim before = claims.putIfAbsent(key.toString(), wanted);
        return new ClaimResult.Held(before == null ? wanted : before);
    }

    @Override
    public ClaimResult find(EventKey key) {
        Claim standing = claims.get(key.toString());
        return standing == null ? new ClaimResult.Absent() : new ClaimResult.Held(standing);
    }

    @Override
    public Optional<Optional<Slot>> tail(Source src) {
        return Optional.of(Optional.ofNullable(tails.get(src.name())).map(Slot::new));
    }

    @Override
    public boolean raiseTail(Source src, Slot slot) {
        tails.merge(src.name(), slot.millis(), Math::max);
        return true;
    }

    /** Makes the claim, or moves it, as the protocol before this one did: it says nothing of content or message. */
    public void claimAsBefore(EventKey key, Slot slot) {
        claims.put(key.toString(), new Claim(slot, Optional.empty(), Optional.empty()));
    }

    public Optional<Claim> claimOf(EventKey key) {
        return Optional.ofNullable(claims.get(key.toString()));
    }
}
