package org.dcss.eventstore.platform;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.crac.Context;
import org.crac.Resource;

/**
 * Prepares a function for its first request. A step that fails is logged and otherwise ignored: the function works all
 * the same, only not as fast at first.
 *
 * <p>A function connects to its services while it is initialised, when Lambda gives it more of a processor than later,
 * and side by side, where the first request would connect to one after another. Before a snapshot (SnapStart) the whole
 * way of a request is gone many times without reaching anybody: what it needs is then loaded, compiled and in the
 * snapshot. Connections cannot be in it; they are made again after the restore.
 */
public final class Priming implements Resource {

    /** Something that changes nothing outside of this process. */
    public interface Step {
        void run() throws Exception;
    }

    /** Enough for the JVM to compile what each round runs through (from 200 calls of a method on, at its defaults). */
    private static final int ROUNDS = 500;

    private final Supplier<Step> dryRun;
    private final List<Step> connects;
    private final Log log;

    private Priming(Supplier<Step> dryRun, List<Step> connects, Log log) {
        this.dryRun = dryRun;
        this.connects = List.copyOf(connects);
        this.log = log;
    }

    /**
     * Connects, and sees to it that snapshots are prepared for; returns when the connections are made.
     *
     * @param dryRun makes what goes a request's way, once; asked only before a snapshot
     * @param connects each makes a short call to one service, within a few seconds
     */
    public static void prepare(Supplier<Step> dryRun, List<Step> connects, Log log) {
        Priming priming = of(dryRun, connects, log);
        Snapshots.register(priming);
        priming.connect();
    }

    static Priming of(Supplier<Step> dryRun, List<Step> connects, Log log) {
        return new Priming(dryRun, connects, log);
    }

    @Override
    public void beforeCheckpoint(Context<? extends Resource> context) {
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

    /** The last on this thread: with one service there is no need for another. */
    private void connect() {
        int last = connects.size() - 1;
        CompletableFuture<?>[] others = connects.subList(0, last).stream()
                .map(step -> CompletableFuture.runAsync(() -> attempt("connect-failed", step)))
                .toArray(CompletableFuture<?>[]::new);
        attempt("connect-failed", connects.get(last));
        CompletableFuture.allOf(others).join();
    }

    private void attempt(String failed, Step step) {
        try {
            step.run();
        } catch (Exception e) {
            log.warn(failed, "init").with(e).write();
        }
    }
}
