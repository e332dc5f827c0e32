package org.dcss.eventstore.benchmarks.peers;

import java.nio.file.Path;

/** An event store that can be started afresh. */
@FunctionalInterface
interface Contestant {

    /** Starts it in an empty folder; returns once it takes events. */
    Running start(Path folder) throws Exception;
}
