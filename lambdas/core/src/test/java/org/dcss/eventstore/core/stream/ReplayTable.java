package org.dcss.eventstore.core.stream;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.dcss.eventstore.core.EventId;
import org.dcss.eventstore.core.Reply;

/** The table as one process sees it: each call meets the fate that the schedule has for it. */
final class ReplayTable implements StreamTable {

    private final StreamTable table;
    private final Replay<?> replay;

    ReplayTable(StreamTable table, Replay<?> replay) {
        this.table = table;
        this.replay = replay;
    }

    @Override
    public Reply<Optional<StoredVersion>> last(StreamId stream) {
        return replay.call(() -> table.last(stream));
    }

    @Override
    public Reply<PutResult> put(StreamEvent event) {
        return replay.call(() -> table.put(event));
    }

    @Override
    public Reply<Optional<Remembered>> find(StreamId stream, EventId id) {
        return replay.call(() -> table.find(stream, id));
    }

    @Override
    public Reply<List<StoredVersion>> read(StreamId stream, long from, int limit) {
        return replay.call(() -> table.read(stream, from, limit));
    }

    @Override
    public Reply<List<StoredVersion>> readBack(StreamId stream, long before, int limit) {
        return replay.call(() -> table.readBack(stream, before, limit));
    }

    @Override
    public Reply<StreamEvent> sent(StreamEvent event) {
        return replay.call(() -> table.sent(event));
    }

    @Override
    public Reply<List<PendingVersion>> pending(int shard, Instant before, int limit) {
        return replay.call(() -> table.pending(shard, before, limit));
    }
}
