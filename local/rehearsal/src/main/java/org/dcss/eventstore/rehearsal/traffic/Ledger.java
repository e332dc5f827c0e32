package org.dcss.eventstore.rehearsal.traffic;

import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** What all clients sent and were answered. Safe for use by several threads. */
final class Ledger {

    private final Clock clock;
    private final Set<String> sent = ConcurrentHashMap.newKeySet();
    private final Map<String, Instant> acknowledged = new ConcurrentHashMap<>();
    private final Map<String, AtomicInteger> answers = new ConcurrentHashMap<>();

    Ledger(Clock clock) {
        this.clock = clock;
    }

    /** An event is about to be sent, perhaps not for the first time. */
    void sent(SentEvent event) {
        sent.add(event.data());
    }

    /** The store has answered that it has taken an event. */
    void acknowledged(SentEvent event) {
        acknowledged.putIfAbsent(event.data(), clock.instant());
    }

    /** A request was answered: with an HTTP status, or with what a client calls its place. */
    void answered(String how) {
        answers.computeIfAbsent(how, none -> new AtomicInteger()).incrementAndGet();
    }

    /** The data of all events that were sent. */
    Set<String> sent() {
        return Set.copyOf(sent);
    }

    /** When each event was first acknowledged, by its data. */
    Map<String, Instant> acknowledged() {
        return Map.copyOf(acknowledged);
    }

    /** How often requests were answered how. */
    Map<String, Integer> answers() {
        Map<String, Integer> counts = new TreeMap<>();
        answers.forEach((how, count) -> counts.put(how, count.get()));
        return counts;
    }
}
