package org.dcss.eventstore.core.stream;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * Appends to streams, for any number of writers and without a lock: each version is decided by one conditional put. A put
 * without an answer is repeated at the same version until it is known who has it. Safe for use by several threads.
 */
public final class Appender {

    private static final String CONFLICT = "another writer was faster";

    private final StreamTable table;
    private final Passing passing;
    private final Clock clock;
    private final Pause pause;
    private final Supplier<RandomGenerator> randoms;

    /**
     * An appender.
     *
     * @param randoms a source of randomness for each append
     */
    public Appender(StreamTable table, Passing passing, Clock clock, Pause pause, Supplier<RandomGenerator> randoms) {
        this.table = table;
        this.passing = passing;
        this.clock = clock;
        this.pause = pause;
        this.randoms = randoms;
    }

    /**
     * Appends as the next version, and passes it on to the queue, with what is pending before it.
     *
     * @param expected the version that it must become; empty for whichever is next
     * @param answerBy when to stop trying
     */
    public AppendResult append(Draft draft, OptionalLong expected, Instant answerBy) {
        Attempts attempts = new Attempts(clock, pause, randoms.get(), answerBy);
        while (attempts.mayGoOn()) {
            Optional<AppendResult> result = attempts.after(table.last(draft.stream()))
                    .flatMap(last -> appendAfter(last, draft, expected, attempts, answerBy));
            if (result.isPresent()) {
                return result.get();
            }
        }
        return attempts.reason().equals(CONFLICT)
                ? new AppendResult.Outrun()
                : new AppendResult.Unavailable(attempts.reason());
    }

    /**
     * What an append would come to; nothing is put.
     *
     * @return the version that would be next, or why it would be refused
     */
    public AppendResult test(Draft draft, OptionalLong expected, Instant answerBy) {
        Attempts attempts = new Attempts(clock, pause, randoms.get(), answerBy);
        while (attempts.mayGoOn()) {
            Optional<Optional<StoredVersion>> last = attempts.after(table.last(draft.stream()));
            if (last.isPresent()) {
                return refusal(last.get(), draft, expected)
                        .orElseGet(() -> new AppendResult.Appended(next(last.get()), false));
            }
        }
        return new AppendResult.Unavailable(attempts.reason());
    }

    /** One attempt, after a version that was the last; empty if another writer was faster, or the table did not answer. */
    private Optional<AppendResult> appendAfter(
            Optional<StoredVersion> last, Draft draft, OptionalLong expected, Attempts attempts, Instant answerBy) {
        Optional<AppendResult> refusal = refusal(last, draft, expected);
        if (refusal.isPresent()) {
            return refusal.get() instanceof AppendResult.Conflict && draft.id().isClientMade()
                    ? attempts.after(table.find(draft.stream(), draft.id()))
                            .map(used -> used.map(by -> repeated(by, draft, expected))
                                    .orElseGet(refusal::get))
                    : refusal;
        }
        StreamEvent event = new StreamEvent(draft, next(last), clock.instant().truncatedTo(ChronoUnit.MILLIS));
        return putUntilKnown(event, attempts).flatMap(put -> {
            if (put instanceof PutResult.IdUsed used) {
                if (last.isEmpty()) {
                    // Somebody has begun the stream meanwhile: whose it is, is asked for once more.
                    attempts.failed(CONFLICT);
                    return Optional.empty();
                }
                return Optional.of(repeated(used.by(), draft, expected));
            }
            if (put instanceof PutResult.Taken taken && !isOwn(taken, draft)) {
                attempts.failed(CONFLICT);
                return Optional.empty();
            }
            return Optional.of(
                    new AppendResult.Appended(event.version(), passing.passOn(landed(put, event), last, answerBy)));
        });
    }

    private static Optional<AppendResult> refusal(Optional<StoredVersion> last, Draft draft, OptionalLong expected) {
        if (last.filter(version -> !version.event().draft().src().equals(draft.src()))
                .isPresent()) {
            return Optional.of(new AppendResult.OfOtherSource());
        }
        return expected.isPresent() && expected.getAsLong() != next(last)
                ? Optional.of(new AppendResult.Conflict(next(last) - 1))
                : Optional.empty();
    }

    private Optional<PutResult> putUntilKnown(StreamEvent event, Attempts attempts) {
        Optional<PutResult> put = attempts.after(table.put(event));
        while (put.isEmpty() && attempts.mayGoOn()) {
            put = attempts.after(table.put(event));
        }
        return put;
    }

    /** An earlier put of this very append has landed, of which there was no word: no other append has its id. */
    private static boolean isOwn(PutResult.Taken taken, Draft draft) {
        return taken.by().event().draft().equals(draft);
    }

    /** The event as it is in the table: an earlier put of it may have been at another time. */
    private static StreamEvent landed(PutResult put, StreamEvent event) {
        return put instanceof PutResult.Taken taken ? taken.by().event() : event;
    }

    private static AppendResult repeated(Remembered by, Draft draft, OptionalLong expected) {
        boolean isSame = by.hash().equals(draft.hash()) && expected.orElse(by.version()) == by.version();
        return isSame ? new AppendResult.Repeated(by.version()) : new AppendResult.IdOfOtherContent(by.version());
    }

    private static long next(Optional<StoredVersion> last) {
        return last.map(StoredVersion::version).orElse(0L) + 1;
    }
}
