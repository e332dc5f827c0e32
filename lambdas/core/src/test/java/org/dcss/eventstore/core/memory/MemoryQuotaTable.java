package org.dcss.eventstore.core.memory;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import org.dcss.eventstore.core.Source;
import org.dcss.eventstore.core.key.QuotaTable;

/** The quotas' use in memory. Safe for use by several threads. */
public final class MemoryQuotaTable implements QuotaTable {

    private final Map<Source, Instant> used = new HashMap<>();

    @Override
    public synchronized Result take(Source src, Instant now, Duration amount, Instant latest, Instant expected) {
        Instant start = now.truncatedTo(ChronoUnit.MICROS);
        Instant until = used.getOrDefault(src, Instant.EPOCH);
        Instant from = until.isBefore(start) || until.isAfter(start.plus(ABSURD)) ? start : until;
        Instant then = from.plus(amount.truncatedTo(ChronoUnit.MICROS));
        if (then.isAfter(latest)) {
            return new Result.TooFar(from);
        }
        used.put(src, then);
        return new Result.Taken(then);
    }
}
