package org.dcss.eventstore.benchmarks.peers;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** An event store that can be started afresh. */
interface Contestant {

    /**
     * Gets ready to start, once.
     *
     * @throws UnavailableException if this machine lacks something
     */
    void prepare() throws UnavailableException, IOException, InterruptedException;

    /** Starts it in an empty folder; returns once it takes events. */
    Running start(Path folder) throws Exception;

    /** One that runs; closing it ends it as its users would, so that all is on disk. */
    interface Running extends AutoCloseable {

        /** From the start of its processes until it took events. */
        double readySeconds();

        /** Those that a user of it must run; what they have started counts, too. */
        List<ProcessHandle> processes();

        /** Appends over so many connections, each as fast as it is answered, until the time is over or so many are acknowledged. */
        Load append(int connections, int batch, Duration time, int most) throws Exception;

        /** Whether a reader may ask for gzip. */
        default boolean compresses() {
            return false;
        }

        /** Reads all there is, in order, by one reader; returns how many events. */
        int replay(boolean gzip) throws Exception;

        /** Asks for what is new where nothing is, over so many connections; returns how often a second. */
        double polls(int connections, Duration time) throws Exception;

        @Override
        void close() throws IOException;
    }

    /** What was acknowledged in how many seconds, and in how many it was stored, both from the first request on. */
    record Load(int events, double acknowledged, double stored) {}

    /** What is missing, and what to install. */
    final class UnavailableException extends Exception {

        private static final long serialVersionUID = 1L;

        UnavailableException(String message) {
            super(message);
        }
    }
}
