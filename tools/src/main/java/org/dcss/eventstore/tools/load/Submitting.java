package org.dcss.eventstore.tools.load;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.dcss.eventstore.fixtures.SampleGames;
import org.dcss.eventstore.tools.frame.Messages;
import org.dcss.eventstore.tools.frame.Timing;
import org.dcss.eventstore.tools.http.Answer;
import org.dcss.eventstore.tools.http.Key;
import org.dcss.eventstore.tools.http.StoreClient;

/** Submits each event when it is due, or as soon after that as a client is free: its latency counts from when it was due. */
final class Submitting {

    /** Events made and not yet under way, at most: about 10 MB. Beyond, making them waits, and their latencies tell. */
    static final int MOST_WAITING = 8_192;

    private final StoreClient client;
    private final Key key;
    private final Ledger ledger;
    private final Latencies latencies;
    private final Timing timing;
    private final int mostWaiting;
    private final Map<String, Integer> errors = new TreeMap<>();

    /** @param mostWaiting events made and not yet under way */
    Submitting(StoreClient client, Key key, Ledger ledger, Latencies latencies, Timing timing, int mostWaiting) {
        this.client = client;
        this.key = key;
        this.ledger = ledger;
        this.latencies = latencies;
        this.timing = timing;
        this.mostWaiting = mostWaiting;
    }

    /** Submits all of a schedule's events, the same for the same seed; returns when each has its answer or its error. */
    void run(Schedule schedule, String src, int clients, long seed, long start, Messages messages)
            throws InterruptedException {
        SampleGames games = new SampleGames(new Random(seed));
        ExecutorService threads = Executors.newFixedThreadPool(clients);
        Semaphore waiting = new Semaphore(mostWaiting);
        try {
            for (int event = 0; event < schedule.events(); event++) {
                long due = schedule.due(event);
                int number = event;
                // As on a server: one finished game for seven milestones.
                String json = (event % 8 == 0 ? games.logfile() : games.milestone())
                        .event(src)
                        .json(ledger.id(event));
                long wait = start + due - timing.nanos();
                if (wait > 0) {
                    timing.sleep(Duration.ofNanos(wait));
                }
                waiting.acquire();
                threads.execute(() -> {
                    waiting.release();
                    submit(number, json, start + due, due);
                });
                messages.progress(
                        event + " of " + schedule.events() + " events are due, " + latencies.count() + " acknowledged");
            }
            threads.shutdown();
            threads.awaitTermination(10, TimeUnit.MINUTES);
        } finally {
            threads.shutdownNow();
        }
    }

    private void submit(int event, String json, long dueAt, long due) {
        try {
            Answer answer = client.submit(key, json.getBytes(StandardCharsets.UTF_8));
            String outcome = answer.status() == 200
                    ? answer.json().path("results").path(0).path("status").asText()
                    : answer.problem();
            if (outcome.equals("accepted")) {
                ledger.acknowledge(event);
                latencies.add(due, timing.nanos() - dueAt);
            } else {
                count(outcome);
            }
        } catch (IOException e) {
            count(String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            count("interrupted");
        }
    }

    private synchronized void count(String error) {
        errors.merge(error, 1, Integer::sum);
    }

    /** How often which error came. */
    synchronized Map<String, Integer> errors() {
        return new TreeMap<>(errors);
    }
}
