package org.dcss.eventstore.intake.key;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import org.dcss.eventstore.core.ReadFailedException;
import org.dcss.eventstore.core.key.KeyUseTable;
import org.dcss.eventstore.platform.telemetry.Log;

/**
 * Notes on which days keys are used: one write for each key and day, beside the request's own work. No answer waits for
 * it. If the process is frozen or ends meanwhile, the day is noted at most too late, or by the next function that sees the
 * key. Safe for use by several threads.
 */
public final class KeyUse {

    private static final Duration RETRY = Duration.ofMinutes(1);

    private final KeyUseTable table;
    private final Executor background;
    private final Clock clock;
    private final Log log;
    /** From when on a key's use is to be noted again. */
    private final Map<String, Instant> due = new ConcurrentHashMap<>();

    public KeyUse(KeyUseTable table, Executor background, Clock clock, Log log) {
        this.table = table;
        this.background = background;
        this.clock = clock;
        this.log = log;
    }

    /** Notes that a valid key was used now. */
    public void note(Caller caller) {
        String hash = caller.keyHash();
        Instant now = clock.instant();
        LocalDate day = now.atOffset(ZoneOffset.UTC).toLocalDate();
        Instant known = due.get(hash);
        if (known != null && now.isBefore(known)) {
            return;
        }
        if (due.size() >= CachedKeyTable.MAX_ENTRIES) {
            due.clear();
        }
        Instant tomorrow = day.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
        // Of several threads that come this far with the same key, one goes on.
        boolean first = known == null ? due.putIfAbsent(hash, tomorrow) == null : due.replace(hash, known, tomorrow);
        if (first) {
            background.execute(() -> write(caller, day, now));
        }
    }

    private void write(Caller caller, LocalDate day, Instant now) {
        try {
            table.used(caller.keyHash(), day);
        } catch (ReadFailedException e) {
            due.put(caller.keyHash(), now.plus(RETRY));
            log.warn("key-use-not-noted", "")
                    .with("key", caller.keyId())
                    .with("reason", String.valueOf(e.getMessage()))
                    .write();
        }
    }
}
