package org.dcss.eventstore.platform;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.crac.Core;
import org.crac.Resource;

/** Those that are told before a snapshot of this process is taken, and after it was restored (SnapStart). */
public final class Snapshots {

    /** The context itself holds its resources weakly. */
    private static final List<Resource> KEPT = new CopyOnWriteArrayList<>();

    private Snapshots() {}

    /** Registers for the life of the process; told in reverse order before a snapshot, in order after a restore. */
    public static void register(Resource resource) {
        KEPT.add(resource);
        Core.getGlobalContext().register(resource);
    }
}
