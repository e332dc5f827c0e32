package org.dcss.eventstore.rehearsal.traffic;

import java.io.IOException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** All clients of a deployment at once: those who send, those who follow, and who reads the days at the end. */
final class Traffic {

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(200);

    /** How long clients go on after the upgrade: time for each of them to meet it. */
    private static final Duration AFTERWARDS = Duration.ofSeconds(15);

    /** Longer than any visibility timeout, so that what was cut off has come again. */
    private static final Duration TO_EMPTY = Duration.ofMinutes(8);

    /** Until everything that is stored is shown, and a bit. */
    private static final Duration TO_SETTLE = Duration.ofSeconds(10);

    private final Api api;
    private final Ledger ledger;
    private final Backlog backlog;
    private final int full;
    private final Consumer<String> messages;
    private final ExecutorService threads = Executors.newCachedThreadPool();

    /**
     * Traffic that begins by filling the queue.
     *
     * @param full messages that are to wait in it
     * @param messages is told how far it has come
     */
    Traffic(Api api, Ledger ledger, Backlog backlog, int full, Consumer<String> messages) {
        this.api = api;
        this.ledger = ledger;
        this.backlog = backlog;
        this.full = full;
        this.messages = messages;
    }

    /**
     * Sends and follows until the upgrade has ended, and a while longer; then waits for the queue to run empty.
     *
     * @param keys each with its source
     */
    List<Reading> run(Map<String, String> keys, BooleanSupplier upgraded)
            throws IOException, InterruptedException, ExecutionException {
        AtomicBoolean sent = new AtomicBoolean();
        AtomicBoolean read = new AtomicBoolean();
        LocalDate firstDay = LocalDate.now(ZoneOffset.UTC);
        try {
            Future<List<ReadEvent>> fromTheStart = follow("/events?after=0", read);
            Future<List<ReadEvent>> inSmallPages = follow("/events?after=0&limit=50", read);
            List<Future<Void>> senders = new ArrayList<>();
            keys.forEach((key, src) -> senders.addAll(send(key, src, sent)));
            fill(keys);
            messages.accept("Full: " + backlog.waiting() + " messages wait");
            await(upgraded, Duration.ofHours(1));
            TimeUnit.MILLISECONDS.sleep(AFTERWARDS.toMillis());
            sent.set(true);
            for (Future<Void> sender : senders) {
                sender.get();
            }
            await(backlog::isEmpty, TO_EMPTY);
            TimeUnit.MILLISECONDS.sleep(TO_SETTLE.toMillis());
            read.set(true);
            return List.of(
                    reading("follower", fromTheStart.get()),
                    reading("follower in pages of 50", inSmallPages.get()),
                    reading("days", days(firstDay)));
        } finally {
            threads.shutdownNow();
        }
    }

    private Future<List<ReadEvent>> follow(String first, AtomicBoolean stopped) {
        return threads.submit(() -> new Reader(api).follow(first, stopped::get));
    }

    /** Fills the queue: returns when enough messages wait. */
    private void fill(Map<String, String> keys) throws InterruptedException, ExecutionException {
        AtomicBoolean filled = new AtomicBoolean();
        List<Future<Void>> fillers = new ArrayList<>();
        keys.forEach((key, src) ->
                fillers.add(send(new SenderOptions(src + "-fill", src, key, 100, false, BETWEEN_LOOKS), filled)));
        await(() -> backlog.waiting() >= full, TO_EMPTY);
        filled.set(true);
        for (Future<Void> filler : fillers) {
            filler.get();
        }
    }

    /** Of each source: single events without ids and with, and an array now and then. */
    private List<Future<Void>> send(String key, String src, AtomicBoolean stopped) {
        Duration often = Duration.ofSeconds(1);
        return List.of(
                send(new SenderOptions(src + "-single", src, key, 1, false, often), stopped),
                send(new SenderOptions(src + "-single-id", src, key, 1, true, often), stopped),
                send(new SenderOptions(src + "-array-id", src, key, 5, true, often.multipliedBy(2)), stopped));
    }

    private Future<Void> send(SenderOptions options, AtomicBoolean stopped) {
        return threads.submit(new Sender(api, ledger, options, stopped::get));
    }

    private List<ReadEvent> days(LocalDate first) throws IOException, InterruptedException {
        Reader reader = new Reader(api);
        List<ReadEvent> events = List.of();
        for (LocalDate day = first; !day.isAfter(LocalDate.now(ZoneOffset.UTC)); day = day.plusDays(1)) {
            long start = day.atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli();
            events = reader.readAll("/events?ts_day=" + start);
        }
        return events;
    }

    private Reading reading(String reader, List<ReadEvent> events) {
        Set<String> acknowledged = ledger.acknowledged().keySet();
        return Reading.of(reader, events, ledger.sent(), acknowledged);
    }

    /** Returns when something is so, or after a time; whoever finds fault will find the rest. */
    private static void await(BooleanSupplier something, Duration limit) throws InterruptedException {
        for (long looks = limit.dividedBy(BETWEEN_LOOKS); looks > 0 && !something.getAsBoolean(); looks--) {
            TimeUnit.MILLISECONDS.sleep(BETWEEN_LOOKS.toMillis());
        }
    }
}
