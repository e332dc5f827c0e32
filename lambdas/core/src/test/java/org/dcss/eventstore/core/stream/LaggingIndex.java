package org.dcss.eventstore.core.stream;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.dcss.eventstore.core.Reply;
import org.dcss.eventstore.core.memory.FaultyStreamTable;

/** A table whose index tells some time long of what has been, and leaves some of it out. */
final class LaggingIndex extends FaultyStreamTable {

    private final RandomGenerator random;
    private final List<List<PendingVersion>> former = new ArrayList<>();
    private boolean isTruthful;

    LaggingIndex(StreamTable table, RandomGenerator random) {
        super(table);
        this.random = random;
    }

    /** From now on the index lags no more. */
    void catchUp() {
        isTruthful = true;
    }

    @Override
    public Reply<List<PendingVersion>> pending(int shard, Instant before, int limit) {
        Reply<List<PendingVersion>> now = super.pending(shard, before, limit);
        if (isTruthful) {
            return now;
        }
        former.add(now.known().orElse(List.of()));
        List<PendingVersion> one = former.get(Math.max(0, former.size() - 1 - random.nextInt(20)));
        return new Reply.Known<>(
                one.stream().filter(version -> random.nextInt(3) > 0).toList());
    }
}
