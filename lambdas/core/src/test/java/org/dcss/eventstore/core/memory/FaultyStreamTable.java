package org.dcss.eventstore.core.memory;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.dcss.eventstore.core.EventId;
import org.dcss.eventstore.core.Reply;
import org.dcss.eventstore.core.stream.PutResult;
import org.dcss.eventstore.core.stream.Remembered;
import org.dcss.eventstore.core.stream.StoredVersion;
import org.dcss.eventstore.core.stream.StreamEvent;
import org.dcss.eventstore.core.stream.StreamId;
import org.dcss.eventstore.core.stream.StreamTable;

/** A table with a fault in whichever call is overridden. */
public class FaultyStreamTable implements StreamTable {

    private final StreamTable table;

    public FaultyStreamTable(StreamTable table) {
        this.table = table;
    }

    @Override
    public Reply<Optional<StoredVersion>> last(StreamId stream) {
        return table.last(stream);
    }

    @Override
    public Reply<PutResult> put(StreamEvent event) {
        return table.put(event);
    }

    @Override
    public Reply<Optional<Remembered>> find(StreamId stream, EventId id) {
        return table.find(stream, id);
    }

    @Override
    public Reply<List<StoredVersion>> read(StreamId stream, long from, int limit) {
        return table.read(stream, from, limit);
    }

    @Override
    public Reply<List<StoredVersion>> readBack(StreamId stream, long before, int limit) {
        return table.readBack(stream, before, limit);
    }

    @Override
    public Reply<StreamEvent> sent(StreamEvent event) {
        return table.sent(event);
    }

    @Override
    public Reply<List<PendingVersion>> pending(int shard, Instant before, int limit) {
        return table.pending(shard, before, limit);
    }
}
