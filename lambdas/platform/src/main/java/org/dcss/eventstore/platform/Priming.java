package org.dcss.eventstore.platform;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.crac.Context;
import org.crac.Resource;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Prepares a function for a snapshot (SnapStart), and for its first request after the restore. A step that fails is
 * logged and otherwise ignored: the function works all the same, only not as fast at first.
 *
 * <p>Before the snapshot the whole way of a request is gone many times without reaching anybody: what it needs is then
 * loaded, compiled and in the snapshot. Connections cannot be in it; after the restore they are made side by side, where
 * the first request would make them one after another.
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
     * @param dryRun makes what goes a request's way; asked only before a snapshot
     * @param connects each opens a connection to one service; before a snapshot, too, which loads what that needs. All
     *     of them must end by themselves
     */
    public static void with(Supplier<Step> dryRun, List<Step> connects, Log log) {
        Snapshots.register(of(dryRun, connects, log));
    }

    /** Where a dry run prints to. */
    public static PrintStream nowhere() {
        return new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
    }

    static Priming of(Supplier<Step> dryRun, List<Step> connects, Log log) {
        return new Priming(dryRun, connects, log);
    }

    @Override
    public void beforeCheckpoint(Context<? extends Resource> context) {
        // None may go on behind this: it would leave a connection in the snapshot.
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
                        () -> attempt("connect-failed", untilItSucceeds(step, over)), Priming::start))
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

    /** On a thread of its own: the JVM's own pool may have but one. */
    private static void start(Runnable work) {
        Thread thread = new Thread(work, "connect");
        thread.setDaemon(true);
        thread.start();
    }

    private void attempt(String failed, Step step) {
        try {
            step.run();
        } catch (Exception | LinkageError e) {
            log.warn(failed, "init").with(e).write();
        }
    }
}
