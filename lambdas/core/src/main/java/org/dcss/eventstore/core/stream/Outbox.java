package org.dcss.eventstore.core.stream;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dcss.eventstore.core.Reply;
import org.dcss.eventstore.core.stream.StreamTable.PendingVersion;

/**
 * Passes on what appends left pending: whoever died, or had no word from the queue. Several may run at once. What is pending
 * for less than {@link #AGE} is mostly being sent by its own append. Safe for use by several threads.
 */
public final class Outbox {

    /** For how long a version is pending before it is looked at. */
    public static final Duration AGE = Duration.ofSeconds(10);

    private static final int READ = 100;

    /**
     * What a run came to.
     *
     * @param sent versions that were passed on
     * @param failures shards that the table said nothing of
     * @param oldest for how long the oldest version that was met has been pending, as far as the index knows; empty if none was met
     */
    public record Report(int sent, int failures, Optional<Duration> oldest) {}

    private final StreamTable table;
    private final Passing passing;
    private final Clock clock;

    public Outbox(StreamTable table, Passing passing, Clock clock) {
        this.table = table;
        this.passing = passing;
        this.clock = clock;
    }

    /**
     * Runs over all shards once, as far as the time goes. It begins at another shard each second, so that a long backlog in one
     * does not keep the others waiting for ever.
     */
    public Report run(Instant answerBy) {
        Instant now = clock.instant();
        int start = (int) Math.floorMod(now.getEpochSecond(), (long) StreamTable.SHARDS);
        int sent = 0;
        int failures = 0;
        Optional<Instant> oldest = Optional.empty();
        for (int i = 0; i < StreamTable.SHARDS; i++) {
            int shard = (start + i) % StreamTable.SHARDS;
            // What is left of the time, in equal parts for the shards that are left.
            Instant until = share(answerBy, StreamTable.SHARDS - i);
            boolean goesOn = true;
            while (goesOn) {
                Reply<List<PendingVersion>> reply = table.pending(shard, now.minus(AGE), READ);
                failures += reply instanceof Reply.Known ? 0 : 1;
                List<PendingVersion> found = reply.known().orElse(List.of());
                oldest = earlier(oldest, found);
                int passed = passOn(found, until);
                sent += passed;
                // Else what was found is what the index still has of the last round, or cannot be sent now.
                goesOn = found.size() == READ && passed > 0 && clock.instant().isBefore(until);
            }
        }
        return new Report(sent, failures, oldest.map(time -> Duration.between(time, now)));
    }

    /** When the first of as many equal parts of what is left of the time ends. */
    private Instant share(Instant answerBy, int parts) {
        Instant now = clock.instant();
        return now.plus(Duration.between(now, answerBy).dividedBy(parts));
    }

    private static Optional<Instant> earlier(Optional<Instant> oldest, List<PendingVersion> found) {
        return found.isEmpty()
                        || oldest.filter(time -> time.isBefore(found.get(0).appended()))
                                .isPresent()
                ? oldest
                : Optional.of(found.get(0).appended());
    }

    private int passOn(List<PendingVersion> found, Instant answerBy) {
        Map<StreamId, Long> firsts = new LinkedHashMap<>();
        found.forEach(version -> firsts.merge(version.stream(), version.version(), Math::min));
        int sent = 0;
        for (Map.Entry<StreamId, Long> first : firsts.entrySet()) {
            if (!clock.instant().isBefore(answerBy)) {
                return sent;
            }
            sent += passing.passOnAll(first.getKey(), first.getValue(), answerBy);
        }
        return sent;
    }
}
