package org.dcss.eventstore.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.dcss.eventstore.consumer.ConsumerHandler;
import org.dcss.eventstore.core.EventKey;
import org.dcss.eventstore.core.ReadFailedException;
import org.dcss.eventstore.core.Settling;
import org.dcss.eventstore.core.Slot;
import org.dcss.eventstore.core.Source;
import org.dcss.eventstore.core.StoredEvent;
import org.dcss.eventstore.core.message.Message;
import org.dcss.eventstore.core.read.Feed;
import org.dcss.eventstore.core.read.FeedPage;
import org.dcss.eventstore.core.read.Filter;
import org.dcss.eventstore.core.write.WriterOptions;
import org.dcss.eventstore.dynamodb.DynamoDbEventLog;
import org.dcss.eventstore.dynamodb.WriterTables;
import org.dcss.eventstore.local.administration.CreateTables;
import org.dcss.eventstore.local.engines.Engines;
import org.dcss.eventstore.local.engines.sqs.Queues;
import org.dcss.eventstore.local.function.FunctionException;
import org.dcss.eventstore.local.function.InProcessFunction;
import org.dcss.eventstore.local.function.LambdaFunction;
import org.dcss.eventstore.local.queue.EventSourceMapping;
import org.dcss.eventstore.local.queue.MappingOptions;
import org.dcss.eventstore.platform.function.Host;
import org.dcss.eventstore.platform.telemetry.Measurements;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Several consumers on one queue, which delivers again soon: some die in the middle of a batch, some lose their answer,
 * and messages are sent twice. {@code -Ddcss.consumers.seed} repeats a run as far as threads allow.
 */
@Order(3)
@Tag("slow")
@ResourceLock(StoreExtension.BUSY)
final class ConsumersIT {

    private static final long SEED = Long.getLong("dcss.consumers.seed", 1);
    private static final int EVENTS = 250;
    private static final Settling SETTLING = new Settling(Duration.ofSeconds(2));
    private static final Duration VISIBILITY = Duration.ofSeconds(1);
    private static final Duration DRAINED_WITHIN = Duration.ofMinutes(2);

    private final Clock clock = Clock.systemUTC();
    private final Random random = new Random(SEED);
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Collection<Measurements> measured = new ConcurrentLinkedQueue<>();

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void everyEventIsInTheLogOnceWhoeverDies(boolean fifo) throws Exception {
        try (Engines engines = Engines.inMemory()) {
            CreateTables.events(engines.dynamoDbClient(), "events");
            CreateTables.claims(engines.dynamoDbClient(), "claims");
            Queues queues = Queues.ensure(engines.sqsClient(), new Queues.Spec("events", fifo, VISIBILITY, 1_000));
            Feed feed = new Feed(new DynamoDbEventLog(engines.dynamoDbClient(), "events"), SETTLING, clock);
            List<MortalConsumer> mortals = List.of(mortal(engines, fifo), mortal(engines, fifo), mortal(engines, fifo));
            AtomicBoolean done = new AtomicBoolean();
            Future<List<StoredEvent>> live = threads.submit(() -> follow(feed, done));

            List<EventSourceMapping> mappings = new ArrayList<>();
            List<Message> sent;
            try {
                mortals.forEach(mortal -> mappings.add(drain(engines, queues, mortal)));
                mappings.add(drain(engines, queues, forgetful(handler(engines, queues))));
                mappings.add(drain(engines, queues, forgetful(handler(engines, queues))));
                sent = new Traffic(engines.sqsClient(), queues.url(), clock, random.nextLong()).send(EVENTS);
                awaitEmpty(engines, queues.url());
            } finally {
                mappings.forEach(EventSourceMapping::close);
            }
            done.set(true);

            List<StoredEvent> read = live.get(1, TimeUnit.MINUTES);
            System.out.printf(
                    "consumers (fifo %s, seed %d): %d messages, %d events, %d read, died %d times%n",
                    fifo,
                    SEED,
                    sent.size(),
                    keys(sent).size(),
                    read.size(),
                    mortals.stream().mapToInt(MortalConsumer::deaths).sum());
            assertThat(mortals.stream().mapToInt(MortalConsumer::deaths).sum()).isGreaterThan(10);
            assertThat(read.stream().map(stored -> stored.event().key()))
                    .as("events in the feed")
                    .doesNotHaveDuplicates()
                    .containsExactlyInAnyOrderElementsOf(keys(sent));
            assertThat(replay(feed)).as("replayed").isEqualTo(read);
            assertThat(QueueLength.of(engines, queues.dlqUrl()))
                    .as("in the DLQ")
                    .isZero();
            if (fifo) {
                assertThat(bySource(read.stream()
                                .map(stored -> stored.event().key())
                                .toList()))
                        .as("each source's events, in order")
                        .isEqualTo(bySource(List.copyOf(keys(sent))));
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private MortalConsumer mortal(Engines engines, boolean fifo) {
        return new MortalConsumer(
                WriterTables.of(engines.dynamoDbClient(), "events", "claims", SETTLING.callTimeout(), Optional.empty()),
                new WriterOptions(SETTLING, Optional.empty(), fifo, 8),
                threads,
                random.nextLong());
    }

    private LambdaFunction handler(Engines engines, Queues queues) {
        Map<String, String> variables = Map.of(
                "AWS_REGION",
                "us-east-1",
                "AWS_ACCESS_KEY_ID",
                "local",
                "AWS_SECRET_ACCESS_KEY",
                "local",
                "AWS_ENDPOINT_URL_DYNAMODB",
                engines.dynamoDb().endpoint().toString(),
                "AWS_ENDPOINT_URL_SQS",
                engines.sqs().endpoint().toString(),
                "EVENTS_TABLE",
                "events",
                "CLAIMS_TABLE",
                "claims",
                "QUEUE_URL",
                queues.url(),
                "DLQ_URL",
                queues.dlqUrl(),
                "SETTLE_MS",
                Long.toString(SETTLING.settle().toMillis()));
        return new InProcessFunction(
                "consumer",
                new ConsumerHandler(new Host(variables, clock, measured::add)),
                Duration.ofSeconds(30),
                clock);
    }

    /** Does its work, and often ends before it can say so. */
    private LambdaFunction forgetful(LambdaFunction function) {
        Random own = new Random(random.nextLong());
        return request -> {
            byte[] answer = function.invoke(request);
            synchronized (own) {
                if (own.nextInt(3) == 0) {
                    throw new FunctionException("died before it could answer");
                }
            }
            return answer;
        };
    }

    private EventSourceMapping drain(Engines engines, Queues queues, LambdaFunction consumer) {
        return EventSourceMapping.start(
                engines.sqsClient(), queues.url(), consumer, new MappingOptions(10, Duration.ZERO, 1), clock);
    }

    /** Reads on while events are written, in pages of any size. */
    private List<StoredEvent> follow(Feed feed, AtomicBoolean done) throws InterruptedException {
        Random sizes = new Random(SEED);
        List<StoredEvent> seen = new ArrayList<>();
        Slot after = new Slot(0);
        Slot reached = after;
        while (true) {
            boolean last = done.get();
            Slot goal = Slot.at(clock.instant().plus(SETTLING.settle()));
            do {
                try {
                    FeedPage page = feed.page(after, Filter.NONE, 1 + sizes.nextInt(50));
                    seen.addAll(page.events());
                    after = page.next();
                    reached = page.caughtUp() ? page.horizon() : after;
                } catch (ReadFailedException e) {
                    // Try again, from the same place.
                }
                TimeUnit.MILLISECONDS.sleep(20);
            } while (last && !reached.isAfter(goal));
            if (last) {
                return seen;
            }
        }
    }

    private static List<StoredEvent> replay(Feed feed) {
        List<StoredEvent> all = new ArrayList<>();
        Slot after = new Slot(0);
        while (true) {
            FeedPage page = feed.page(after, Filter.NONE, 1_000);
            all.addAll(page.events());
            if (page.caughtUp()) {
                return all;
            }
            after = page.next();
        }
    }

    private static void awaitEmpty(Engines engines, String url) throws IOException, InterruptedException {
        long end = System.nanoTime() + DRAINED_WITHIN.toNanos();
        while (QueueLength.of(engines, url) > 0) {
            if (System.nanoTime() > end) {
                throw new IOException(QueueLength.of(engines, url) + " messages are still queued");
            }
            TimeUnit.MILLISECONDS.sleep(100);
        }
    }

    /** In the order they were first sent in. */
    private static Set<EventKey> keys(List<Message> messages) {
        return messages.stream()
                .map(message -> message.event().key())
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static Map<Source, List<EventKey>> bySource(List<EventKey> keys) {
        assertThat(new HashSet<>(keys)).hasSameSizeAs(keys);
        return keys.stream().collect(Collectors.groupingBy(EventKey::src));
    }
}
