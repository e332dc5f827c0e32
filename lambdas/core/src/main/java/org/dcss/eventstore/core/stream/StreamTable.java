package org.dcss.eventstore.core.stream;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.dcss.eventstore.core.EventId;
import org.dcss.eventstore.core.Reply;

/** The table of streams. Nothing expires; reads and conditions are strongly consistent but where it is said. */
public interface StreamTable {

    /** How many shards the index of what is pending has; a stream is in one of them. */
    int SHARDS = 8;

    /** The stream's last version; empty if it has none. */
    Reply<Optional<StoredVersion>> last(StreamId stream);

    /** Puts the event, pending, if its version is free and its client's id is new to the stream: both or nothing. */
    Reply<PutResult> put(StreamEvent event);

    /** What a client's id stands for in the stream. */
    Reply<Optional<Remembered>> find(StreamId stream, EventId id);

    /**
     * Reads versions, ascending.
     *
     * @param from the first that is wanted
     * @param limit how many at most, 1 or more; there may be fewer though more follow: only an empty answer says that none do
     */
    Reply<List<StoredVersion>> read(StreamId stream, long from, int limit);

    /** Reads versions, descending from the one before {@code before}; else as {@link #read}. */
    Reply<List<StoredVersion>> readBack(StreamId stream, long before, int limit);

    /** Notes that the queue has the version: it is no longer pending. Idempotent. */
    Reply<StreamEvent> sent(StreamEvent event);

    /**
     * Versions of a shard that were appended before a time and are pending, in the order of that time. By an index, which lags
     * behind: some may no longer be pending, and some may be missing.
     *
     * @param limit how many at most, 1 or more
     */
    Reply<List<PendingVersion>> pending(int shard, Instant before, int limit);

    /** A version that was pending when the index was last told. */
    record PendingVersion(StreamId stream, long version, Instant appended) {}

    /** The shard that a stream is in. */
    static int shard(StreamId stream) {
        return Math.floorMod(stream.value().hashCode(), SHARDS);
    }
}
