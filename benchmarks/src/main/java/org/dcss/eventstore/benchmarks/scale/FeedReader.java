package org.dcss.eventstore.benchmarks.scale;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;
import org.dcss.eventstore.benchmarks.load.HttpConnection;

/** Follows the feed as any reader does, ten times a second, and notes when each event appears. */
final class FeedReader implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PAUSE = Duration.ofMillis(100);
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final long LONGEST_MILLIS = Duration.ofMinutes(5).toMillis();

    private final URI server;
    private final Clock clock;
    private final Thread thread = new Thread(this::run, "feed-reader");
    private final Map<String, Integer> timesSeen = new ConcurrentHashMap<>();
    private final Histogram millis = new ConcurrentHistogram(LONGEST_MILLIS, 3);
    private String next;
    private volatile boolean closing;
    private volatile boolean failed;

    private FeedReader(URI server, Clock clock) {
        this.server = server;
        this.clock = clock;
        this.next = "/events?after=" + clock.millis();
    }

    /** Follows the feed from now on until closed. */
    static FeedReader follow(URI server, Clock clock) {
        FeedReader reader = new FeedReader(server, clock);
        reader.thread.setDaemon(true);
        reader.thread.start();
        return reader;
    }

    private void run() {
        try (HttpConnection connection = new HttpConnection(server)) {
            while (!closing) {
                int events = read(connection);
                if (events == 0) {
                    TimeUnit.MILLISECONDS.sleep(PAUSE.toMillis());
                }
            }
        } catch (IOException | RuntimeException e) {
            failed = true;
            throw new IllegalStateException("the feed cannot be followed", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private int read(HttpConnection connection) throws IOException {
        HttpConnection.Answer answer = connection.send(HttpConnection.get(server, next));
        JsonNode events = JSON.readTree(answer.body());
        long now = clock.millis();
        for (JsonNode event : events) {
            timesSeen.merge(event.get("id").asText(), 1, Integer::sum);
            millis.recordValue(Math.max(0, now - event.get("accepted").asLong()));
        }
        String link = Objects.requireNonNull(answer.headers().get("Link"), "no link to the next page");
        next = link.substring(link.indexOf("/events"), link.indexOf('>'));
        return events.size();
    }

    /** Waits until all of them have been seen, but not for ever. */
    void awaitAll(Collection<String> ids) throws InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!failed && System.nanoTime() < end && !timesSeen.keySet().containsAll(ids)) {
            TimeUnit.MILLISECONDS.sleep(PAUSE.toMillis());
        }
    }

    /** How many of them have been seen, and only once. */
    int seenOnce(Collection<String> ids) {
        return (int)
                ids.stream().filter(id -> timesSeen.getOrDefault(id, 0) == 1).count();
    }

    /** From when an event was accepted to when it was seen. */
    double millis(double percentile) {
        return millis.getValueAtPercentile(percentile);
    }

    @Override
    public void close() {
        closing = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
