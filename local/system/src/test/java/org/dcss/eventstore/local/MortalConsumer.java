package org.dcss.eventstore.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.dcss.eventstore.core.message.MalformedMessageException;
import org.dcss.eventstore.core.message.MessageCodec;
import org.dcss.eventstore.core.message.NewerMessageException;
import org.dcss.eventstore.core.write.Delivery;
import org.dcss.eventstore.core.write.EventWriter;
import org.dcss.eventstore.core.write.Outcome;
import org.dcss.eventstore.core.write.Tables;
import org.dcss.eventstore.core.write.WriterOptions;
import org.dcss.eventstore.local.function.FunctionException;
import org.dcss.eventstore.local.function.LambdaFunction;

/** A consumer of one batch per life, which often dies in the middle of it. */
final class MortalConsumer implements LambdaFunction {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration LIFETIME = Duration.ofSeconds(10);
    /** Of four batches three are put an end to, if they take that many calls. */
    private static final int CALLS = 20;

    private final Tables tables;
    private final WriterOptions options;
    private final Executor executor;
    private final Random random;
    private final AtomicInteger deaths = new AtomicInteger();

    MortalConsumer(Tables tables, WriterOptions options, Executor executor, long seed) {
        this.tables = tables;
        this.options = options;
        this.executor = executor;
        this.random = new Random(seed);
    }

    int deaths() {
        return deaths.get();
    }

    @Override
    public byte[] invoke(byte[] request) throws FunctionException {
        Fuse fuse = fuse();
        Clock clock = Clock.systemUTC();
        EventWriter writer = new EventWriter(fuse.on(tables), options, executor, clock, ThreadLocalRandom::current);
        try {
            List<String> ids = new ArrayList<>();
            List<Delivery> messages = new ArrayList<>();
            for (JsonNode delivered : JSON.readTree(request).path("Records")) {
                String id = delivered.path("messageId").asText();
                ids.add(id);
                messages.add(new Delivery(
                        MessageCodec.decode(delivered.path("body").asText()),
                        id,
                        delivered
                                        .path("attributes")
                                        .path("ApproximateReceiveCount")
                                        .asInt()
                                > 1));
            }
            List<Outcome> outcomes =
                    writer.write(messages, clock.instant().plus(LIFETIME)).outcomes();
            if (fuse.isBlown()) {
                throw new IllegalStateException("died");
            }
            return answer(ids, outcomes);
        } catch (IllegalStateException e) {
            deaths.incrementAndGet();
            throw new FunctionException("died", e);
        } catch (IOException | MalformedMessageException | NewerMessageException e) {
            throw new AssertionError("not a batch of events", e);
        } finally {
            boolean wasInterrupted = Thread.interrupted();
            assert !wasInterrupted || fuse.isBlown();
        }
    }

    private synchronized Fuse fuse() {
        int calls = random.nextInt(4) == 0 ? Integer.MAX_VALUE : random.nextInt(CALLS);
        return new Fuse(Thread.currentThread(), calls, random.nextBoolean());
    }

    private static byte[] answer(List<String> ids, List<Outcome> outcomes) throws IOException {
        ObjectNode answer = JSON.createObjectNode();
        ArrayNode failures = answer.putArray("batchItemFailures");
        for (int i = 0; i < ids.size(); i++) {
            if (outcomes.get(i) instanceof Outcome.Retry) {
                failures.addObject().put("itemIdentifier", ids.get(i));
            } else if (outcomes.get(i) instanceof Outcome.Poison poison) {
                throw new AssertionError("a good event is poison: " + poison);
            }
        }
        return JSON.writeValueAsBytes(answer);
    }
}
