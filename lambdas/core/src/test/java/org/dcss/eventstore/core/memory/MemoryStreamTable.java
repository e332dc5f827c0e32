package org.dcss.eventstore.core.memory;

import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.dcss.eventstore.core.EventId;
import org.dcss.eventstore.core.Reply;
import org.dcss.eventstore.core.stream.PutResult;
import org.dcss.eventstore.core.stream.Remembered;
import org.dcss.eventstore.core.stream.StoredVersion;
import org.dcss.eventstore.core.stream.StreamEvent;
import org.dcss.eventstore.core.stream.StreamId;
import org.dcss.eventstore.core.stream.StreamTable;

/** The table of streams in memory. Safe for use by several threads. */
public final class MemoryStreamTable implements StreamTable {

    private final Map<StreamId, NavigableMap<Long, StoredVersion>> streams = new HashMap<>();
    private final Map<String, Remembered> ids = new HashMap<>();
    private final int itemsPerRead;

    /** @param itemsPerRead how many items one read brings at most, as DynamoDB ends each of its reads at 1 MB */
    public MemoryStreamTable(int itemsPerRead) {
        this.itemsPerRead = itemsPerRead;
    }

    @Override
    public synchronized Reply<Optional<StoredVersion>> last(StreamId stream) {
        return new Reply.Known<>(Optional.ofNullable(stream(stream).lastEntry()).map(Map.Entry::getValue));
    }

    @Override
    public synchronized Reply<PutResult> put(StreamEvent event) {
        EventId id = event.draft().id();
        Remembered used = ids.get(key(event.stream(), id));
        if (used != null) {
            return new Reply.Known<>(new PutResult.IdUsed(used));
        }
        StoredVersion taken = stream(event.stream()).putIfAbsent(event.version(), new StoredVersion(event, true));
        if (taken != null) {
            return new Reply.Known<>(new PutResult.Taken(taken));
        }
        if (id.isClientMade()) {
            ids.put(
                    key(event.stream(), id),
                    new Remembered(event.version(), event.draft().hash()));
        }
        return new Reply.Known<>(new PutResult.Stored());
    }

    @Override
    public synchronized Reply<Optional<Remembered>> find(StreamId stream, EventId id) {
        return new Reply.Known<>(Optional.ofNullable(ids.get(key(stream, id))));
    }

    @Override
    public synchronized Reply<List<StoredVersion>> read(StreamId stream, long from, int limit) {
        return first(stream(stream).tailMap(from, true), limit);
    }

    @Override
    public synchronized Reply<List<StoredVersion>> readBack(StreamId stream, long before, int limit) {
        return first(stream(stream).headMap(before, false).descendingMap(), limit);
    }

    private Reply<List<StoredVersion>> first(NavigableMap<Long, StoredVersion> versions, int limit) {
        return new Reply.Known<>(
                versions.values().stream().limit(Math.min(limit, itemsPerRead)).toList());
    }

    @Override
    public synchronized Reply<StreamEvent> sent(StreamEvent event) {
        stream(event.stream())
                .computeIfPresent(event.version(), (version, stored) -> new StoredVersion(stored.event(), false));
        return new Reply.Known<>(event);
    }

    @Override
    public synchronized Reply<List<PendingVersion>> pending(int shard, Instant before, int limit) {
        return new Reply.Known<>(streams.entrySet().stream()
                .filter(stream -> StreamTable.shard(stream.getKey()) == shard)
                .flatMap(stream -> stream.getValue().values().stream())
                .filter(StoredVersion::isPending)
                .map(StoredVersion::event)
                .filter(event -> event.appended().isBefore(before))
                .sorted(Comparator.comparing(StreamEvent::appended))
                .limit(limit)
                .map(event -> new PendingVersion(event.stream(), event.version(), event.appended()))
                .toList());
    }

    /** A stream as it is now, each version in its place. */
    public synchronized List<StoredVersion> versions(StreamId stream) {
        return List.copyOf(stream(stream).values());
    }

    private NavigableMap<Long, StoredVersion> stream(StreamId stream) {
        return streams.computeIfAbsent(stream, absent -> new TreeMap<>());
    }

    private static String key(StreamId stream, EventId id) {
        return stream.value() + "/" + id.value();
    }
}
