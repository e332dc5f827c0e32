package org.dcss.eventstore.platform;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.crac.Context;
import org.crac.Resource;

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
    public interface Step {
        void run() throws Exception;
    }

    /** Enough for the JVM to compile what each round runs through (from 200 calls of a method on, at its defaults). */
    private static final int ROUNDS = 500;

    /** More than a connection takes, and little enough to go on without one. */
    private static final Duration CONNECT_WITHIN = Duration.ofSeconds(3);

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
     * @param connects each makes a short call to one service
     */
    public static void with(Supplier<Step> dryRun, List<Step> connects, Log log) {
        Snapshots.register(of(dryRun, connects, log));
    }

    static Priming of(Supplier<Step> dryRun, List<Step> connects, Log log) {
        return new Priming(dryRun, connects, log);
    }

    @Override
    public void beforeCheckpoint(Context<? extends Resource> context) {
        connect();
        attempt("dry-run-failed", () -> {
            Step step = dryRun.get();
            for (int round = 0; round < ROUNDS; round++) {
                step.run();
            }
        });
    }

    @Override
    public void afterRestore(Context<? extends Resource> context) {
        connect();
    }

    private void connect() {
        CompletableFuture<Void> connected = CompletableFuture.allOf(connects.stream()
                .map(step -> CompletableFuture.runAsync(() -> attempt("connect-failed", step)))
                .toArray(CompletableFuture<?>[]::new));
        attempt("connect-failed", () -> connected.get(CONNECT_WITHIN.toMillis(), TimeUnit.MILLISECONDS));
    }

    private void attempt(String failed, Step step) {
        try {
            step.run();
        } catch (Exception e) {
            log.warn(failed, "init").with(e).write();
        }
    }
}
