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
import org.dcss.eventstore.core.Settling;
import org.dcss.eventstore.core.Slot;
import org.dcss.eventstore.core.Source;
import org.dcss.eventstore.core.message.Message;
import org.dcss.eventstore.core.message.MessageCodec;
import org.dcss.eventstore.platform.CannedAnswers;
import org.dcss.eventstore.platform.InvocationContext;
import org.dcss.eventstore.platform.Priming;

/** Consumes a batch, the whole way but for AWS: nothing is stored. For one thread. */
final class ConsumerDryRun implements Priming.Step {

    private static final int BATCH = 4;
    /** For one batch, beside the time of a call that the function keeps in reserve; a busy machine may need it. */
    private static final Duration WITHIN = Duration.ofSeconds(20);
    /** Nearer than anything that is too far ahead of time. */
    private static final Duration MOST_AHEAD = Duration.ofSeconds(3);

    private static final String NONE_FAILED = "{\"batchItemFailures\":[]}";
    private static final String DATA =
            "{\"v\":\"0.34.0\",\"name\":\"a\",\"char\":\"DEEn\",\"milestone\":\"killed Blork the orc.\"}";

    private final ConsumerHandler handler;
    private final Settling settling;
    private final Runnable closing;
    private final Clock clock;

    /** @param wiring over {@link #answers()} */
    ConsumerDryRun(ConsumerWiring wiring, Runnable closing) {
        this.handler = new ConsumerHandler(wiring);
        this.clock = wiring.clock();
        this.settling = wiring.settling();
        this.closing = closing;
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
                new InvocationContext("consumer", WITHIN.plus(settling.callTimeout()), clock));
        if (!answer.toString(StandardCharsets.UTF_8).equals(NONE_FAILED)) {
            throw new IllegalStateException("not all were stored");
        }
    }

    @Override
    public void close() {
        closing.run();
    }

    /** One half with ids of the client's. A little ahead of time: even a slow round must not find its slots too old. */
    private String batch() {
        StringJoiner records = new StringJoiner(",", "{\"Records\":[", "]}");
        Duration ahead = settling.callTimeout().compareTo(MOST_AHEAD) < 0 ? settling.callTimeout() : MOST_AHEAD;
        Instant accepted = clock.instant().plus(ahead).truncatedTo(ChronoUnit.MILLIS);
        for (int i = 0; i < BATCH; i++) {
            Event event = new Event(
                    i % 2 == 0 ? new EventId("dry-" + i) : storeMade(i),
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

    private static EventId storeMade(int number) {
        byte[] bytes = new byte[EventId.RANDOM_BYTES];
        bytes[0] = (byte) number;
        return EventId.fromRandom(bytes);
    }
}
