package org.dcss.eventstore.local.runtime;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.dcss.eventstore.local.function.FunctionException;
import org.jspecify.annotations.Nullable;

/** Between those who invoke an instance and the client in its process, one invocation at a time. */
final class Mailbox {

    private final String function;
    private final Clock clock;
    private final CompletableFuture<Instant> initialised = new CompletableFuture<>();
    private final CountDownLatch restore = new CountDownLatch(1);
    private final BlockingQueue<Invocation> next = new ArrayBlockingQueue<>(1);
    private volatile @Nullable Invocation current;

    Mailbox(String function, Clock clock) {
        this.function = function;
        this.clock = clock;
    }

    /** Ends when the function can be invoked or, with SnapStart, when a snapshot would be taken. */
    CompletableFuture<Instant> initialised() {
        return initialised;
    }

    /** Hands a request over; from a snapshot, this restores the function. */
    Invocation post(byte[] request, Duration timeout) {
        Instant now = clock.instant();
        Invocation invocation = new Invocation(
                UUID.randomUUID().toString(), request, now, now.plus(timeout), new CompletableFuture<>());
        current = invocation;
        if (!next.offer(invocation)) {
            throw new IllegalStateException("an instance takes one invocation at a time");
        }
        restore.countDown();
        return invocation;
    }

    /** Waits for what comes next. */
    Invocation take() throws InterruptedException {
        initialised.complete(clock.instant());
        return next.take();
    }

    /** Waits, as a snapshot does, until the function is needed. */
    void sleep() throws InterruptedException {
        initialised.complete(clock.instant());
        restore.await();
    }

    /** Passes an answer on, or returns false where nobody has asked for it. */
    boolean answer(String id, byte[] payload) {
        Invocation invocation = asked(id);
        if (invocation == null) {
            return false;
        }
        Instant now = clock.instant();
        invocation.answer().complete(new Answer(payload, now, Duration.between(invocation.posted(), now)));
        return true;
    }

    /** Passes a failure on, or returns false where nobody has asked for an answer. */
    boolean fail(String id, String reason) {
        Invocation invocation = asked(id);
        return invocation != null && fail(invocation, reason);
    }

    /** The instance is of no use any more. */
    void end(String reason) {
        initialised.completeExceptionally(new FunctionException(function + " " + reason));
        Invocation invocation = current;
        if (invocation != null) {
            fail(invocation, reason);
        }
    }

    private boolean fail(Invocation invocation, String reason) {
        invocation.answer().completeExceptionally(new FunctionException(function + " " + reason));
        return true;
    }

    private @Nullable Invocation asked(String id) {
        Invocation invocation = current;
        return invocation != null && invocation.id().equals(id) ? invocation : null;
    }
}
