package org.dcss.eventstore.consumer;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.StringJoiner;
import org.dcss.eventstore.core.Event;
import org.dcss.eventstore.core.EventId;
import org.dcss.eventstore.core.EventType;
import org.dcss.eventstore.core.Message;
import org.dcss.eventstore.core.MessageCodec;
import org.dcss.eventstore.core.Slot;
import org.dcss.eventstore.core.Source;
import org.dcss.eventstore.platform.CannedAnswers;
import org.dcss.eventstore.platform.InvocationContext;
import org.dcss.eventstore.platform.Priming;

/** Consumes a batch, the whole way but for AWS: nothing is stored. For one thread. */
final class ConsumerDryRun implements Priming.Step {

    private static final int BATCH = 4;
    /** For one batch, beside the time of a call that the function keeps in reserve. */
    private static final Duration WITHIN = Duration.ofSeconds(3);

    private static final String NONE_FAILED = "{\"batchItemFailures\":[]}";
    private static final String DATA =
            "{\"v\":\"0.34.0\",\"name\":\"a\",\"char\":\"DEEn\",\"milestone\":\"killed Blork the orc.\"}";

    private final ConsumerHandler handler;
    private final Duration timeout;
    private final Clock clock;

    /** @param wiring over {@link #answers()} */
    ConsumerDryRun(ConsumerWiring wiring) {
        this.handler = new ConsumerHandler(wiring);
        this.clock = wiring.clock();
        this.timeout = WITHIN.plus(wiring.settling().callTimeout());
    }

    /** What AWS says in a dry run: that a put has stored, and that a FIFO source has no last slot. */
    static CannedAnswers answers() {
        return new CannedAnswers(Map.of("PutItem", request -> "{}", "GetItem", request -> "{}"));
    }

    @Override
    public void run() throws IOException {
        ByteArrayOutputStream answer = new ByteArrayOutputStream(64);
        handler.handleRequest(
                new ByteArrayInputStream(batch().getBytes(StandardCharsets.UTF_8)),
                answer,
                new InvocationContext("consumer", timeout, clock));
        if (!answer.toString(StandardCharsets.UTF_8).equals(NONE_FAILED)) {
            throw new IllegalStateException("not all were stored");
        }
    }

    private String batch() {
        StringJoiner records = new StringJoiner(",", "{\"Records\":[", "]}");
        Instant accepted = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        for (int i = 0; i < BATCH; i++) {
            Event event = new Event(
                    EventId.fromRandom(new byte[EventId.RANDOM_BYTES]),
                    new EventType("milestone"),
                    new Source("cpo"),
                    accepted,
                    DATA);
            String body = MessageCodec.encode(new Message(event, Slot.at(accepted.plusMillis(i))));
            records.add("{\"messageId\":\"" + i + "\",\"body\":\"" + body.replace("\"", "\\\"")
                    + "\",\"attributes\":{\"ApproximateReceiveCount\":\"1\"}}");
        }
        return records.toString();
    }
}
