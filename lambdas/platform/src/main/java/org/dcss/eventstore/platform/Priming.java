package org.dcss.eventstore.platform;

import org.crac.Context;
import org.crac.Resource;

/**
 * Makes dry calls right before a snapshot is taken, so that what the first request needs is loaded, compiled and in the
 * snapshot. A dry call that fails is logged and otherwise ignored: the snapshot is good all the same.
 */
public final class Priming implements Resource {

    /** A call that changes nothing. */
    public interface DryCall {
        void run() throws Exception;
    }

    private static final int ROUNDS = 20;

    private final DryCall call;
    private final Log log;

    private Priming(DryCall call, Log log) {
        this.call = call;
        this.log = log;
    }

    /** To be called after the clients are made, so that priming comes before their connections are given up. */
    public static void with(DryCall call, Log log) {
        Snapshots.register(of(call, log));
    }

    static Priming of(DryCall call, Log log) {
        return new Priming(call, log);
    }

    @Override
    public void beforeCheckpoint(Context<? extends Resource> context) {
        try {
            for (int round = 0; round < ROUNDS; round++) {
                call.run();
            }
        } catch (Exception e) {
            log.warn("priming-failed", "init").with(e).write();
        }
    }

    @Override
    public void afterRestore(Context<? extends Resource> context) {
        // What has been loaded stays loaded.
    }
}
