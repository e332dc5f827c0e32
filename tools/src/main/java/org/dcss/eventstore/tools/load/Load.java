package org.dcss.eventstore.tools.load;

import java.time.Duration;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.dcss.eventstore.tools.feed.LogReader;
import org.dcss.eventstore.tools.frame.Exit;
import org.dcss.eventstore.tools.frame.Messages;
import org.dcss.eventstore.tools.frame.Timing;
import org.dcss.eventstore.tools.frame.ToolException;
import org.dcss.eventstore.tools.http.Key;
import org.dcss.eventstore.tools.http.StoreClient;

/**
 * Submits a source's events by a schedule, reads the feed meanwhile, and tells what the store made of them.
 *
 * @param clients requests at once, at most
 * @param seed other events for another one
 */
public record Load(StoreClient store, Key key, String src, Schedule schedule, int clients, long seed) {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /** Clocks differ: the feed is read from a little before the first event. */
    private static final Duration BEFORE = Duration.ofMinutes(1);

    /**
     * Returns when all that was acknowledged was read, or two minutes after the last answer.
     *
     * @param title what the report begins with
     * @param now milliseconds since 1970: the feed is read from there, and the events' ids begin with it
     * @throws ToolException if the feed cannot be read
     */
    public Report run(String title, long now, Messages messages) throws ToolException, InterruptedException {
        Timing timing = Timing.system();
        Ledger ledger = new Ledger("load-" + Long.toString(now, Character.MAX_RADIX) + "-", schedule.events());
        Latencies acknowledged = new Latencies();
        Latencies visible = new Latencies();
        Submitting submitting = new Submitting(store, key, ledger, acknowledged, timing, Submitting.MOST_WAITING);
        LogReader reader = new LogReader(store, messages, timing, new Random(), Integer.MAX_VALUE);
        Watching watching = new Watching(reader, ledger, visible, schedule, timing);

        long start = timing.nanos();
        ExecutorService watcher = Executors.newSingleThreadExecutor();
        try {
            String feed = "events?after=" + (now - BEFORE.toMillis()) + "&src=" + src;
            Future<?> watched = watcher.submit(() -> {
                watching.run(store.resolve(feed), start, PATIENCE);
                return null;
            });
            submitting.run(schedule, src, clients, seed, start, messages);
            watching.submitted();
            watched.get();
        } catch (ExecutionException e) {
            throw new ToolException(Exit.FAILED, "The feed could not be read: " + e.getMessage(), e);
        } finally {
            watcher.shutdownNow();
        }
        return new Report(title, schedule.events(), acknowledged, visible, submitting.errors(), ledger.audit());
    }
}
