package org.dcss.eventstore.core.projection;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;

/**
 * Code that runs until its next call to a table and then waits until the schedule lets it go on. Of all actors and the
 * schedule one runs at a time, so the same schedule is always the same run.
 */
public final class Actor {

    /** What becomes of a call. */
    public enum Fate {
        DONE,
        /** Carried out, but the caller gets no answer. */
        ANSWER_LOST,
        /** Not carried out, and the caller gets no answer. */
        LOST,
        /** The caller gets no answer; the call is carried out some time later. */
        LATE,
        /** The process ends before the call. */
        ENDED_BEFORE,
        /** The process ends once the call is carried out. */
        ENDED_AFTER;

        /** All but the first. */
        public static final List<Fate> TROUBLES = List.of(ANSWER_LOST, LOST, LATE, ENDED_BEFORE, ENDED_AFTER);
    }

    /** The process ends here. */
    public static final class Ended extends Error {

        private static final long serialVersionUID = 1L;

        public Ended() {
            super("the process ended", null, false, false);
        }
    }

    private final Semaphore go = new Semaphore(0);
    private final Semaphore waits = new Semaphore(0);
    /** Of its next calls; touched by whoever runs. */
    private final Queue<Fate> fates = new ArrayDeque<>();

    private volatile boolean finished;
    private volatile boolean ended;
    private volatile Optional<Throwable> failure = Optional.empty();

    /** Starts it, up to its first call. */
    public void start(Executor threads, Runnable work) {
        threads.execute(() -> {
            try {
                work.run();
            } catch (Ended e) {
                ended = true;
            } catch (Throwable e) {
                failure = Optional.of(e);
            } finally {
                finished = true;
                waits.release();
            }
        });
        waits.acquireUninterruptibly();
    }

    /** Called by the actor before each call to a table; what is to become of it. */
    public Fate next() {
        if (fates.isEmpty()) {
            waits.release();
            go.acquireUninterruptibly();
        }
        Fate fate = fates.remove();
        if (fate == Fate.ENDED_BEFORE) {
            throw new Ended();
        }
        return fate;
    }

    /** Lets it make as many calls as there are fates, one or more, and run up to the next. */
    public void go(List<Fate> next) {
        fates.clear();
        fates.addAll(next);
        go.release();
        waits.acquireUninterruptibly();
    }

    public boolean isFinished() {
        return finished;
    }

    /** Whether it was ended before it had finished by itself. */
    public boolean isEnded() {
        return ended;
    }

    /** What it failed by, if it did. */
    public Optional<Throwable> failure() {
        return failure;
    }
}
