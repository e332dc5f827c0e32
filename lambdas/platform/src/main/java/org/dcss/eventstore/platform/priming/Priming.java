package org.dcss.eventstore.platform.priming;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.crac.Context;
import org.crac.Resource;
import org.dcss.eventstore.platform.Snapshots;
import org.dcss.eventstore.platform.Threads;
import org.dcss.eventstore.platform.telemetry.Log;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Prepares a function for a snapshot (SnapStart), and for its first request after the restore. A step that fails is
 * logged and otherwise ignored: the function works all the same, only not as fast at first.
 *
 * <p>Before the snapshot the function's dry run answers requests many times without reaching anybody: the snapshot then
 * holds what a request needs, loaded and compiled. It cannot hold connections; after the restore they are opened side by
 * side, where the first request would open them one after another.
 */
public final class Priming implements Resource {

    /** Something that changes nothing outside of this process. */
    public interface Step extends AutoCloseable {
        void run() throws Exception;

        /** Gives up what it holds. */
        @Override
        default void close() {}
    }

    /** Enough for the JVM to compile what each round runs through (from 200 calls of a method on, at its defaults). */
    private static final int ROUNDS = 500;

    /** More than a connection takes, and little enough to go on without one. */
    private static final Duration CONNECT_WITHIN = Duration.ofSeconds(3);

    private static final Duration BETWEEN_TRIES = Duration.ofMillis(50);

    /** Each connection gets a thread of its own: the JVM's own pool may have but one. */
    private static final ThreadFactory CONNECT = Threads.named("connect");

    private final Supplier<Step> dryRun;
    private final List<Step> connects;
    private final Log log;

    private Priming(Supplier<Step> dryRun, List<Step> connects, Log log) {
        this.dryRun = dryRun;
        this.connects = List.copyOf(connects);
        this.log = log;
    }

    /**
     * To be called after the clients are made, so that priming comes before their connections are given up.
     *
     * @param dryRun makes the step that is run many times before a snapshot; asked for it only then
     * @param connects each opens a connection to one service, and must end by itself. They are run after the restore, and
     *     before the snapshot, too, so that what they need is loaded
     */
    public static void with(Supplier<Step> dryRun, List<Step> connects, Log log) {
        Snapshots.register(of(dryRun, connects, log));
    }

    static Priming of(Supplier<Step> dryRun, List<Step> connects, Log log) {
        return new Priming(dryRun, connects, log);
    }

    @Override
    public void beforeCheckpoint(Context<? extends Resource> context) {
        // Waits for all of them: one that is still being opened would get into the snapshot.
        connect(new AtomicBoolean(true)).join();
        attempt("dry-run-failed", () -> {
            try (Step step = dryRun.get()) {
                for (int round = 0; round < ROUNDS; round++) {
                    step.run();
                }
            }
        });
    }

    @Override
    public void afterRestore(Context<? extends Resource> context) {
        AtomicBoolean over = new AtomicBoolean();
        CompletableFuture<Void> connected = connect(over);
        attempt("connect-failed", () -> connected.get(CONNECT_WITHIN.toMillis(), TimeUnit.MILLISECONDS));
        over.set(true);
    }

    /** Tries once, and then again and again until it is over. */
    private CompletableFuture<Void> connect(AtomicBoolean over) {
        return CompletableFuture.allOf(connects.stream()
                .map(step -> CompletableFuture.runAsync(
                        () -> attempt("connect-failed", untilItSucceeds(step, over)),
                        work -> CONNECT.newThread(work).start()))
                .toArray(CompletableFuture<?>[]::new));
    }

    /** Right after a restore the resolver may fail for a moment: asked again, it answers. */
    private static Step untilItSucceeds(Step connect, AtomicBoolean over) {
        return () -> {
            while (true) {
                try {
                    connect.run();
                    return;
                } catch (IOException | SdkException e) {
                    if (over.get()) {
                        throw e;
                    }
                    TimeUnit.MILLISECONDS.sleep(BETWEEN_TRIES.toMillis());
                }
            }
        };
    }

    private void attempt(String failed, Step step) {
        try {
            step.run();
        } catch (Exception | LinkageError e) {
            log.warn(failed, "init").with(e).write();
        }
    }
}
