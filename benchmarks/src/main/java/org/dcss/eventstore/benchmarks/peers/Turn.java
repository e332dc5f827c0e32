package org.dcss.eventstore.benchmarks.peers;

import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.dcss.eventstore.benchmarks.harness.TemporaryFolder;
import org.dcss.eventstore.benchmarks.peers.Running.Load;

/**
 * How much of one contestant is measured at a time.
 *
 * @param window how long requests are sent for a rate
 * @param events there are at least so many in a replay
 * @param idle how long it is watched doing nothing, once it has rested for twice as long; zero for not at all
 */
record Turn(Duration window, int events, Duration idle) {

    /** Enough to quote the figures. */
    static final Turn FULL = new Turn(Duration.ofSeconds(3), 20_000, Duration.ofSeconds(15));

    /** Enough to see that it runs. */
    static final Turn QUICK = new Turn(Duration.ofMillis(300), 500, Duration.ofSeconds(1));

    private static final int MANY = 16;
    private static final int SENDERS = 4;
    private static final int BATCH = 100;
    private static final int ANY = Integer.MAX_VALUE;
    /** A process that has just started goes on with what can wait. */
    private static final Duration PAUSE = Duration.ofSeconds(2);

    /** What is found. */
    enum Figure {
        ACKNOWLEDGED_1("acknowledged a second, 1 connection"),
        ACKNOWLEDGED_16("acknowledged a second, 16 connections"),
        ACKNOWLEDGED_BATCHES("acknowledged a second, batches of 100, 4 connections"),
        STORED_16("stored a second, 16 connections"),
        STORED_BATCHES("stored a second, batches of 100, 4 connections"),
        REPLAY("replay, events a second"),
        REPLAY_GZIP("replay by gzip, events a second"),
        POLLS("idle polls a second, 16 connections"),
        LOST("acknowledged and not read"),
        READY("ready, s after its start"),
        FRESH("memory fresh, MB"),
        LOADED("memory loaded, MB"),
        DISK("disk an event, bytes"),
        PROCESSOR("processor, s for 1000 stored"),
        IDLE("processor idle, % of a core");

        private final String title;

        Figure(String title) {
            this.title = title;
        }

        @Override
        public String toString() {
            return title;
        }
    }

    /** From the contestant's start in an empty folder to its end. */
    Map<Figure, Double> of(Contestant contestant) throws Exception {
        Map<Figure, Double> figures = new EnumMap<>(Figure.class);
        try (TemporaryFolder folder = TemporaryFolder.make("dcss-benchmark")) {
            Path data = folder.path().resolve("data");
            long empty;
            int stored;
            try (Running store = contestant.start(folder.path())) {
                empty = Footprint.bytes(data.toFile());
                TimeUnit.MILLISECONDS.sleep(PAUSE.toMillis());
                resting(store, figures);
                stored = loaded(store, figures);
                read(store, stored, figures);
            }
            figures.put(Figure.DISK, (double) (Footprint.bytes(data.toFile()) - empty) / stored);
        }
        return figures;
    }

    private void resting(Running store, Map<Figure, Double> figures) throws InterruptedException {
        figures.put(Figure.READY, store.readySeconds());
        figures.put(Figure.FRESH, Footprint.megabytes(store.processes()));
        if (!idle.isZero()) {
            // A start leaves work behind, compiling above all.
            TimeUnit.MILLISECONDS.sleep(2 * idle.toMillis());
            double before = Footprint.processorSeconds(store.processes());
            TimeUnit.MILLISECONDS.sleep(idle.toMillis());
            double took = Footprint.processorSeconds(store.processes()) - before;
            figures.put(Figure.IDLE, took * 100_000 / idle.toMillis());
        }
    }

    /** Says how many events there are in the end. */
    private int loaded(Running store, Map<Figure, Double> figures) throws Exception {
        Load warmup = store.append(MANY, 1, window.dividedBy(2), ANY);
        Load one = store.append(1, 1, window, ANY);
        double before = Footprint.processorSeconds(store.processes());
        Load many = store.append(MANY, 1, window, ANY);
        double took = Footprint.processorSeconds(store.processes()) - before;
        Load batches = store.append(SENDERS, BATCH, window, events);
        figures.put(Figure.LOADED, Footprint.megabytes(store.processes()));
        figures.put(Figure.ACKNOWLEDGED_1, one.events() / one.acknowledged());
        figures.put(Figure.ACKNOWLEDGED_16, many.events() / many.acknowledged());
        figures.put(Figure.ACKNOWLEDGED_BATCHES, batches.events() / batches.acknowledged());
        figures.put(Figure.STORED_16, many.events() / many.stored());
        figures.put(Figure.STORED_BATCHES, batches.events() / batches.stored());
        figures.put(Figure.PROCESSOR, took * 1_000 / many.events());
        int stored = 0;
        for (Load load : List.of(warmup, one, many, batches)) {
            stored += load.events();
        }
        while (stored < events) {
            stored += store.append(SENDERS, BATCH, window, events - stored).events();
        }
        return stored;
    }

    private void read(Running store, int stored, Map<Figure, Double> figures) throws Exception {
        long start = System.nanoTime();
        int read = store.replay(false);
        long plain = System.nanoTime();
        figures.put(Figure.LOST, (double) stored - read);
        figures.put(Figure.REPLAY, read * 1e9 / (plain - start));
        if (store.compresses()) {
            figures.put(Figure.REPLAY_GZIP, store.replay(true) * 1e9 / (System.nanoTime() - plain));
        }
        figures.put(Figure.POLLS, store.polls(MANY, window));
    }
}
