package org.dcss.eventstore.core.stream;

import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.dcss.eventstore.core.Reply;

/**
 * Code that goes on call by call without a thread of its own: for each call it is run again from its start, with the answers
 * that it has had so far, up to the call that has none yet.
 *
 * @param <T> what it comes to
 */
final class Replay<T> {

    /** What becomes of a call. */
    enum Fate {
        DONE,
        /** Carried out, but the caller gets no answer. */
        ANSWER_LOST,
        /** Not carried out, and the caller gets no answer. */
        LOST,
        /** The caller gets no answer; the call is carried out some time later. */
        LATE,
        /** Not carried out, and the caller is told so. */
        REFUSED,
        /** The process ends before the call. */
        ENDED_BEFORE,
        /** The process ends once the call is carried out. */
        ENDED_AFTER
    }

    /** The call that has no answer yet. */
    private static final class Suspended extends Error {

        private static final long serialVersionUID = 1L;

        private final transient Supplier<? extends Reply<?>> call;

        Suspended(Supplier<? extends Reply<?>> call) {
            super("waits for an answer", null, false, false);
            this.call = call;
        }
    }

    private final Function<Replay<T>, T> code;
    private final InstantSource time;
    private final LateCalls late;
    private final List<Object> answers = new ArrayList<>();
    private int next;
    private Optional<T> result = Optional.empty();
    private boolean ended;

    /** @param late gets the calls that are to be carried out later */
    Replay(Function<Replay<T>, T> code, InstantSource time, LateCalls late) {
        this.code = code;
        this.time = time;
        this.late = late;
    }

    /** The code's clock; what it told once it tells again when the code is run again. */
    Clock clock() {
        InstantSource recorded = () -> {
            if (next == answers.size()) {
                answers.add(time.instant());
            }
            return (Instant) answers.get(next++);
        };
        return recorded.withZone(ZoneOffset.UTC);
    }

    /** A call of the code. */
    @SuppressWarnings("unchecked") // The same code makes the same calls.
    <R> Reply<R> call(Supplier<Reply<R>> call) {
        if (next == answers.size()) {
            throw new Suspended(call);
        }
        return (Reply<R>) answers.get(next++);
    }

    boolean isOver() {
        return ended || result.isPresent();
    }

    /** What it came to; empty if it was ended before. */
    Optional<T> result() {
        return result;
    }

    /** Lets it make its next call, and go on to the one after that. */
    void go(Fate fate) {
        next = 0;
        try {
            result = Optional.of(code.apply(this));
        } catch (Suspended waiting) {
            answer(fate, waiting.call);
        }
    }

    private void answer(Fate fate, Supplier<? extends Reply<?>> call) {
        switch (fate) {
            case DONE -> answers.add(call.get());
            case ANSWER_LOST -> {
                Reply<?> unused = call.get();
                answers.add(
                        new Reply.NoAnswer<>("lost after " + unused.getClass().getSimpleName()));
            }
            case LOST -> answers.add(new Reply.NoAnswer<>("lost"));
            case LATE -> {
                late.add(() -> {
                    Reply<?> unused = call.get();
                });
                answers.add(new Reply.NoAnswer<>("late"));
            }
            case REFUSED -> answers.add(Reply.throttled());
            case ENDED_BEFORE -> ended = true;
            case ENDED_AFTER -> {
                Reply<?> unused = call.get();
                ended = true;
            }
        }
    }
}
