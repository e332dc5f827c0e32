package org.dcss.eventstore.intake.key;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.dcss.eventstore.core.key.KeyRecord;
import org.dcss.eventstore.core.key.KeyTable;

/**
 * Remembers keys that were found. Those that were not are asked for each time: a new key works at once, and nobody can
 * fill the memory by guessing.
 */
public final class CachedKeyTable implements KeyTable {

    /** Far more keys than there are servers. */
    public static final int MAX_ENTRIES = 1_000;

    private record Entry(KeyRecord key, Instant until) {}

    private final KeyTable table;
    private final Duration time;
    private final Clock clock;
    private final Map<String, Entry> entries = new ConcurrentHashMap<>();

    public CachedKeyTable(KeyTable table, Duration time, Clock clock) {
        this.table = table;
        this.time = time;
        this.clock = clock;
    }

    @Override
    public Optional<KeyRecord> find(String keyHash) {
        Instant now = clock.instant();
        Entry entry = entries.get(keyHash);
        if (entry != null && now.isBefore(entry.until())) {
            return Optional.of(entry.key());
        }
        Optional<KeyRecord> found = table.find(keyHash);
        if (found.isEmpty()) {
            entries.remove(keyHash);
        } else {
            if (entries.size() >= MAX_ENTRIES) {
                entries.clear();
            }
            entries.put(keyHash, new Entry(found.get(), now.plus(time)));
        }
        return found;
    }
}
