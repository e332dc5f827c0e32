package org.dcss.eventstore.local.blackbox;

import static org.dcss.eventstore.local.blackbox.StoreUnderTest.milestone;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.dcss.eventstore.fixtures.SampleEvent;

/**
 * Submits events one by one and in batches, with ids of its own and without. What it has named it sends again until it
 * is acknowledged; what it has not named it sends once.
 */
public final class SubmittingClient {

    private static final int LARGEST_BATCH = 10;

    private final ApiClient client;
    private final SourceKey key;
    private final String name;
    private final Random random;
    private final Ledger ledger;
    private int count;

    public SubmittingClient(ApiClient client, SourceKey key, String name, long seed, Ledger ledger) {
        this.client = client;
        this.key = key;
        this.name = name;
        this.random = new Random(seed);
        this.ledger = ledger;
    }

    /** Submits until told to stop, and until what it has named is acknowledged. */
    public void run(BooleanSupplier stopped, int pauseMillis) throws InterruptedException {
        while (!stopped.getAsBoolean()) {
            boolean named = random.nextBoolean();
            if (random.nextBoolean()) {
                single(named);
            } else {
                batch(named);
            }
            TimeUnit.MILLISECONDS.sleep(random.nextInt(2 * pauseMillis));
        }
    }

    private void single(boolean named) throws InterruptedException {
        SampleEvent event = next();
        String body = named ? event.json(name + "." + count) : event.json();
        do {
            if (submit(body, Map.of()).status() == 204) {
                ledger.acknowledged().add(event.data());
                return;
            }
        } while (named);
    }

    private void batch(boolean named) throws InterruptedException {
        List<SampleEvent> events = IntStream.rangeClosed(0, random.nextInt(LARGEST_BATCH))
                .mapToObj(i -> next())
                .toList();
        Map<String, String> headers = named ? Map.of("Idempotency-Key", name + ":" + count) : Map.of();
        boolean all = false;
        do {
            Result result = submit(SampleEvent.batch(events), headers);
            if (result.status() == 200) {
                all = acknowledge(events, result.results());
            }
        } while (named && !all);
    }

    /** Whether all events were accepted. */
    private boolean acknowledge(List<SampleEvent> events, JsonNode results) {
        boolean all = true;
        for (int i = 0; i < events.size(); i++) {
            String status = results.path(i).path("status").asText();
            if (status.equals("accepted")) {
                ledger.acknowledged().add(events.get(i).data());
            } else if (status.equals("retry")) {
                all = false;
            } else {
                throw new AssertionError("a good event is " + status + ": " + results);
            }
        }
        return all;
    }

    private record Result(int status, JsonNode results) {}

    /** An answer, be it that there is none; pauses after a failure. */
    private Result submit(String body, Map<String, String> headers) throws InterruptedException {
        try {
            Answer answer = client.submit(key.key(), body, headers);
            if (answer.status() == 204) {
                return new Result(204, NullNode.getInstance());
            }
            if (answer.status() == 200) {
                return new Result(200, answer.json().path("results"));
            }
            if (answer.status() < 500) {
                throw new AssertionError("a good event is refused: " + answer);
            }
        } catch (IOException e) {
            // The store was killed before it answered, or is not there.
        }
        TimeUnit.MILLISECONDS.sleep(50 + random.nextInt(100));
        return new Result(0, NullNode.getInstance());
    }

    private SampleEvent next() {
        SampleEvent event = milestone(key.src(), name + "-" + count++);
        ledger.sent().add(event.data());
        return event;
    }
}
