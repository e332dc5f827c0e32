package org.dcss.eventstore.rehearsal.traffic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;

/**
 * A client that sends events of one source, in requests of one size, until it is told to stop. What was not taken it
 * sends again; what may have been taken, only under an id. A client with ids also sends one event of its first request
 * in each, as one does that was restarted and does not know how far it had come.
 */
final class Sender implements Callable<Void> {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration BEFORE_AGAIN = Duration.ofMillis(500);
    private static final int ATTEMPTS = 40;

    private final Api api;
    private final Ledger ledger;
    private final SenderOptions options;
    private final BooleanSupplier stopped;
    private final List<SentEvent> first = new ArrayList<>();
    private int count;

    Sender(Api api, Ledger ledger, SenderOptions options, BooleanSupplier stopped) {
        this.api = api;
        this.ledger = ledger;
        this.options = options;
        this.stopped = stopped;
    }

    @Override
    public Void call() throws InterruptedException, IOException {
        while (!stopped.getAsBoolean()) {
            deliver(nextRequest());
            TimeUnit.MILLISECONDS.sleep(options.pause().toMillis());
        }
        return null;
    }

    private List<SentEvent> nextRequest() {
        List<SentEvent> events = new ArrayList<>();
        if (!first.isEmpty() && options.size() > 1) {
            events.add(first.get(count % first.size()));
        }
        while (events.size() < options.size()) {
            events.add(SentEvent.named(options.name() + "-" + count++, options.src(), options.ids()));
        }
        if (first.isEmpty() && options.ids()) {
            first.addAll(events);
        }
        return events;
    }

    private void deliver(List<SentEvent> events) throws InterruptedException, IOException {
        List<SentEvent> open = events;
        for (int attempt = 1; !open.isEmpty() && attempt <= ATTEMPTS; attempt++) {
            if (attempt > 1) {
                TimeUnit.MILLISECONDS.sleep(BEFORE_AGAIN.toMillis());
            }
            open.forEach(ledger::sent);
            open = attempt(open);
        }
    }

    /** Sends events once; returns those to send again. */
    private List<SentEvent> attempt(List<SentEvent> events) throws InterruptedException, IOException {
        String body = options.size() == 1
                ? events.get(0).json()
                : events.stream().map(SentEvent::json).collect(Collectors.joining(",", "[", "]"));
        Optional<HttpResponse<String>> answer = api.submit(options.key(), body);
        int status = answer.map(HttpResponse::statusCode).orElse(0);
        if (status == 204) {
            events.forEach(ledger::acknowledged);
            return List.of();
        }
        if (status == 200) {
            return open(events, JSON.readTree(answer.orElseThrow().body()).path("results"));
        }
        // Of these two the contract says that nothing was accepted.
        return status == 429 || status == 503
                ? events
                : events.stream().filter(SentEvent::repeatable).toList();
    }

    private List<SentEvent> open(List<SentEvent> events, JsonNode results) {
        List<SentEvent> open = new ArrayList<>();
        for (int i = 0; i < events.size(); i++) {
            String result = results.path(i).path("status").asText();
            switch (result) {
                case "accepted" -> ledger.acknowledged(events.get(i));
                case "retry" -> open.add(events.get(i));
                default -> ledger.answered("result " + result);
            }
        }
        return open;
    }
}
