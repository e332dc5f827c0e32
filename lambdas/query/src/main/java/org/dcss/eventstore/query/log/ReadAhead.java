package org.dcss.eventstore.query.log;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import org.dcss.eventstore.core.ReadFailedException;
import org.dcss.eventstore.core.Slot;
import org.dcss.eventstore.core.read.Consistency;
import org.dcss.eventstore.core.read.EventLog;
import org.dcss.eventstore.core.read.Feed;
import org.dcss.eventstore.core.read.Filter;
import org.dcss.eventstore.core.read.LogPage;

/**
 * Reads stretches of a day, one after another; while what one read brought is worked on, the next is under way. So it
 * never holds more than two reads. For one thread.
 */
final class ReadAhead implements AutoCloseable {

    /** Slots of one day, both included, all of them settled or none. */
    record Stretch(Slot from, Slot through, boolean settled, Consistency consistency) {}

    record Read(LogPage page, Stretch stretch) {}

    /** More than the 1 MB of a read can hold. */
    private static final int NO_LIMIT = 20_000;

    private final EventLog log;
    private final Filter filter;
    private final Executor executor;
    private final Deque<Stretch> ahead;
    private Optional<CompletableFuture<Read>> underWay;
    private double passedOver;

    ReadAhead(EventLog log, Filter filter, Executor executor, List<Stretch> stretches) {
        this.log = log;
        this.filter = filter;
        this.executor = executor;
        this.ahead = new ArrayDeque<>(stretches);
        this.underWay = start();
    }

    /**
     * The next read; empty after the last, or when as much was passed over as a page may.
     *
     * @throws ReadFailedException if the log gave no answer
     */
    Optional<Read> next() {
        Optional<Read> read = underWay.map(ReadAhead::join);
        read.ifPresent(done -> {
            Stretch stretch = done.stretch();
            Slot through = done.page().through();
            if (through.compareTo(stretch.through()) < 0) {
                ahead.push(new Stretch(through.next(), stretch.through(), stretch.settled(), stretch.consistency()));
            }
            passedOver += done.page().unitsPassedOver();
            underWay = isSpent() ? Optional.empty() : start();
        });
        return read;
    }

    /** Whether so many read units went into what is not shown that no further read begins. */
    boolean isSpent() {
        return passedOver >= Feed.ENOUGH_UNITS;
    }

    private Optional<CompletableFuture<Read>> start() {
        return Optional.ofNullable(ahead.poll())
                .map(stretch -> CompletableFuture.supplyAsync(
                        () -> new Read(
                                log.read(stretch.from(), stretch.through(), filter, NO_LIMIT, stretch.consistency()),
                                stretch),
                        executor));
    }

    private static Read join(CompletableFuture<Read> read) {
        try {
            return read.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof ReadFailedException failed ? failed : e;
        }
    }

    /** Waits for a read that nobody needs any more: nothing may be under way when the function has answered. */
    @Override
    public void close() {
        underWay.ifPresent(read -> read.handle((done, failure) -> done).join());
    }
}
