package org.dcss.eventstore.local.engines.dynamodb;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;

/**
 * A request to the table that waits to be carried out. Either its sender gives it up while it waits, and it is never
 * carried out; or it is, and its sender learns what came of it, however long that takes.
 */
final class Turn<T> {

    /** What may share a transaction with others. */
    enum Kind {
        /** Writes, with others in one transaction. */
        ONE_ITEM,
        /** A statement that only reads, or a request that makes transactions of its own. */
        ALONE
    }

    private final Kind kind;
    private final Supplier<T> request;
    private final AtomicBoolean settled = new AtomicBoolean();
    private final CompletableFuture<T> answer = new CompletableFuture<>();
    private @Nullable T result;
    private @Nullable Throwable failure;

    Turn(Kind kind, Supplier<T> request) {
        this.kind = kind;
        this.request = request;
    }

    boolean isAlone() {
        return kind == Kind.ALONE;
    }

    /** Whether the request is to be carried out: its sender has not given it up, and no longer can. */
    boolean begin() {
        return settled.compareAndSet(false, true);
    }

    /** Carries the request out; may be repeated if what it did was rolled back. */
    void run() {
        try {
            result = request.get();
            failure = null;
        } catch (Throwable e) {
            // Whatever it is, it is the sender's to hear.
            failure = e;
        }
    }

    /** Tells the sender. */
    @SuppressWarnings("NullAway")
    void tell() {
        if (failure == null) {
            answer.complete(result);
        } else {
            answer.completeExceptionally(failure);
        }
    }

    void fail(Throwable because) {
        answer.completeExceptionally(because);
    }

    /**
     * What came of the request.
     *
     * @param patience how long the request may wait for its turn
     * @throws ApiCallTimeoutException if it waited longer; then it has done nothing, and never will
     * @throws RuntimeException what the request failed with
     */
    T await(Duration patience) {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return settled.get() ? answer.get() : answer.get(patience.toMillis(), TimeUnit.MILLISECONDS);
                } catch (TimeoutException e) {
                    if (begin()) {
                        throw ApiCallTimeoutException.create(patience.toMillis());
                    }
                } catch (InterruptedException e) {
                    // A sender that is told to end gives up what waits, but not what is being done.
                    interrupted = true;
                    if (begin()) {
                        throw ApiCallTimeoutException.create(patience.toMillis());
                    }
                } catch (ExecutionException e) {
                    throw failure(e.getCause());
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static RuntimeException failure(@Nullable Throwable cause) {
        if (cause instanceof RuntimeException known) {
            return known;
        }
        if (cause instanceof Error error) {
            throw error;
        }
        return new CompletionException(cause);
    }
}
