package org.dcss.eventstore.platform;

import java.util.concurrent.ThreadFactory;

/** Threads that do not keep a process from ending. */
public final class Threads {

    private Threads() {}

    public static ThreadFactory named(String name) {
        return work -> {
            Thread thread = new Thread(work, name);
            thread.setDaemon(true);
            return thread;
        };
    }
}
