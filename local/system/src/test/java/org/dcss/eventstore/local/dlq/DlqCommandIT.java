package org.dcss.eventstore.local.dlq;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.dcss.eventstore.core.Event;
import org.dcss.eventstore.core.EventId;
import org.dcss.eventstore.core.EventType;
import org.dcss.eventstore.core.Slot;
import org.dcss.eventstore.core.Source;
import org.dcss.eventstore.core.message.Message;
import org.dcss.eventstore.core.message.MessageCodec;
import org.dcss.eventstore.local.gateway.GatewayOptions;
import org.dcss.eventstore.local.queue.MappingOptions;
import org.dcss.eventstore.local.store.LocalEventStore;
import org.dcss.eventstore.local.store.LocalOptions;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.SendMessageRequest;

/** On a real local mode, running and stopped, with both kinds of queues. */
@Order(4)
final class DlqCommandIT {

    private static final Duration SETTLE = Duration.ofSeconds(1);
    private static final String POISON = "{\"v\":3,\"what\":\"\\u001b[31m\"}";

    private static final AtomicInteger BURIED = new AtomicInteger();
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final Pattern ID = Pattern.compile("\"id\":\"([^\"]*)\"");

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private final StringWriter out = new StringWriter();

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void whatIsListedIsShownAndSentAgainByFilter(boolean fifo) throws Exception {
        try (LocalEventStore store = start(fifo, LocalOptions.Extra.ENDPOINTS)) {
            bury(store, "cpo", "milestone", "one", "out of time");
            bury(store, "cpo", "logfile", "two", "out of time");
            bury(store, "cao", "milestone", "three", "out of time");
            store.engines().sqsClient().sendMessage(addressed(store.queues().url(), POISON, "cdi", "poison"));
            await(() -> store.deadLetters() == 4);

            assertThat(dlq(fifo, "", "list")).isZero();
            assertThat(out.toString())
                    .contains(
                            "4 messages in the DLQ, 4 of them listed",
                            "3  out of time",
                            "1  not a message of this store")
                    .containsPattern("cpo +milestone +one +out of time");
            assertThat(dlq(fifo, "", "show", "--type", "?")).isZero();
            assertThat(out.toString()).contains("body       " + POISON).doesNotContain("messages were not looked at");

            assertThat(dlq(fifo, "", "redrive", "--type", "milestone", "--src", "cpo,cdi", "--rate", "500"))
                    .isZero();
            assertThat(out.toString()).contains("4 messages in the DLQ, 1 of them sent again; 3 in the DLQ now");
            await(() -> events(store).equals(List.of("one")));
            assertThat(store.deadLetters()).isEqualTo(3);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void allGoBackAndWhatCannotBeStoredComesBack(boolean fifo) throws Exception {
        try (LocalEventStore store = start(fifo, LocalOptions.Extra.ENDPOINTS)) {
            bury(store, "cpo", "milestone", "one", "out of time");
            bury(store, "cao", "milestone", "two", "out of time");
            store.engines().sqsClient().sendMessage(addressed(store.queues().url(), POISON, "cdi", "poison"));
            await(() -> store.deadLetters() == 3);

            assertThat(dlq(fifo, "", "redrive", "--rate", "100")).isZero();
            // The message that is none comes back again and again; that it is moved on and on would be no end.
            assertThat(out.toString())
                    .containsPattern(
                            fifo
                                    ? "3 messages in the DLQ, 3 of them sent again"
                                    : "^3 messages in the DLQ\\.\n(moved: [0-3] of 3\n){0,30}(COMPLETED|All 3 are moved)\\. ");
            await(() -> events(store).equals(List.of("one", "two")) && store.deadLetters() == 1);
        }
    }

    @Test
    void sentAgainTwiceAnEventIsStoredOnce() throws Exception {
        try (LocalEventStore store = start(true, LocalOptions.Extra.ENDPOINTS)) {
            bury(store, "cpo", "milestone", "one", "out of time");
            DeadLetterQueue dlq = new DeadLetterQueue(
                    store.engines().sqsClient(),
                    store.queues().url(),
                    store.queues().dlqUrl());
            // As whoever ends between sending and deleting.
            dlq.walk(1, letter -> {
                dlq.sendBack(letter);
                bury(store, "cpo", "milestone", "one", "out of time");
                return true;
            });
            assertThat(dlq(true, "", "redrive", "--src", "cpo")).isZero();
            await(() -> store.deadLetters() == 0
                    && waiting(store) == 0
                    && !events(store).isEmpty());
            // What was stored a second time would settle now.
            TimeUnit.MILLISECONDS.sleep(2 * SETTLE.toMillis());
            assertThat(events(store)).containsExactly("one");
        }
    }

    /** The same deduplication id within five minutes would be swallowed: acknowledged, and lost. */
    @Test
    void aFifoQueueDoesNotSwallowWhatItHasSeenBefore() throws Exception {
        try (LocalEventStore store = start(true, LocalOptions.Extra.ENDPOINTS)) {
            store.engines().sqsClient().sendMessage(addressed(store.queues().url(), POISON, "cdi", "the-same"));
            await(() -> store.deadLetters() == 1);
            store.engines()
                    .sqsClient()
                    .sendMessage(
                            addressed(store.queues().dlqUrl(), body("cpo", "milestone", "one"), "cpo", "the-same"));

            assertThat(dlq(true, "", "redrive", "--src", "cpo")).isZero();
            await(() -> events(store).equals(List.of("one")));
        }
    }

    @Test
    void nothingIsDroppedWithoutAYesAndOnlyWhatMatches() throws Exception {
        try (LocalEventStore store = start(false)) {
            bury(store, "cpo", "milestone", "one", "out of time");
            bury(store, "cao", "milestone", "two", "out of time");
        }
        // Stopped: the command opens the folder itself.
        assertThat(dlq(false, "", "drop")).isEqualTo(1);
        assertThat(dlq(false, "y\n", "drop", "--src", "cpo")).isEqualTo(1);
        assertThat(out.toString()).contains("2 messages in the DLQ, 1 of them to be deleted", "Nothing was deleted");
        assertThat(dlq(false, "", "drop", "--older", "1d", "--yes")).isZero();
        assertThat(out.toString()).contains("0 of them to be deleted");
        assertThat(dlq(false, "yes\n", "drop", "--src", "cpo", "--newer", "1h")).isZero();
        assertThat(out.toString()).contains("1 deleted, 1 messages in the DLQ now");

        assertThat(dlq(false, "", "redrive", "--src", "cao")).isZero();
        try (LocalEventStore store = start(false)) {
            await(() -> events(store).equals(List.of("two")));
        }
    }

    @Test
    void aStoreThatKeepsItsQueueToItselfIsNamed() throws Exception {
        try (LocalEventStore store = start(false)) {
            assertThat(store.deadLetters()).isZero();
            assertThat(dlq(false, "", "list")).isEqualTo(1);
            assertThat(out.toString()).contains("--endpoints");
        }
    }

    private LocalEventStore start(boolean fifo, LocalOptions.Extra... extras) throws Exception {
        LocalOptions options = new LocalOptions(
                folder,
                GatewayOptions.onPort(0),
                new MappingOptions(10, Duration.ZERO, 4),
                Map.of(),
                fifo,
                SETTLE,
                LocalOptions.MAX_RECEIVES,
                LocalOptions.NO_QUOTAS);
        return LocalEventStore.start(options.with(extras), Clock.systemUTC());
    }

    /** Puts an event into the DLQ, as the consumer does. */
    private static void bury(LocalEventStore store, String src, String type, String id, String reason) {
        store.engines()
                .sqsClient()
                .sendMessage(
                        addressed(
                                        store.queues().dlqUrl(),
                                        body(src, type, id),
                                        src,
                                        "buried-" + BURIED.incrementAndGet())
                                .toBuilder()
                                .messageAttributes(Map.of(
                                        "Reason",
                                        MessageAttributeValue.builder()
                                                .dataType("String")
                                                .stringValue(reason)
                                                .build()))
                                .build());
    }

    private static String body(String src, String type, String id) {
        Instant now = Clock.systemUTC().instant();
        Event event = new Event(
                new EventId(id),
                new EventType(type),
                new Source(src),
                Optional.empty(),
                now,
                Optional.empty(),
                "{\"name\":\"x\"}");
        return MessageCodec.encode(new Message(event, Slot.at(now)));
    }

    private static SendMessageRequest addressed(String url, String body, String group, String deduplication) {
        SendMessageRequest.Builder send =
                SendMessageRequest.builder().queueUrl(url).messageBody(body);
        return (url.endsWith(".fifo") ? send.messageGroupId(group).messageDeduplicationId(deduplication) : send)
                .build();
    }

    /** The ids of all events that have settled. */
    private static List<String> events(LocalEventStore store) {
        HttpRequest feed =
                HttpRequest.newBuilder(store.uri().resolve("/events?after=0")).build();
        try {
            String page = HTTP.send(feed, HttpResponse.BodyHandlers.ofString()).body();
            return ID.matcher(page).results().map(id -> id.group(1)).sorted().toList();
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static long waiting(LocalEventStore store) {
        return store
                .engines()
                .sqsClient()
                .getQueueAttributes(get -> get.queueUrl(store.queues().url()).attributeNames(QueueAttributeName.ALL))
                .attributes()
                .entrySet()
                .stream()
                .filter(attribute -> attribute.getKey().toString().startsWith("ApproximateNumberOfMessages"))
                .mapToLong(attribute -> Long.parseLong(attribute.getValue()))
                .sum();
    }

    private int dlq(boolean fifo, String answers, String... arguments) {
        out.getBuffer().setLength(0);
        List<String> all = new ArrayList<>(Arrays.asList(arguments));
        all.addAll(List.of("--local", "--data", folder.toString()));
        if (fifo) {
            all.add("--fifo");
        }
        PrintWriter printed = new PrintWriter(out);
        return DlqCommand.commandLine(Clock.systemUTC(), new BufferedReader(new StringReader(answers)))
                .setOut(printed)
                .setErr(printed)
                .execute(all.toArray(String[]::new));
    }

    private interface Condition {
        boolean holds();
    }

    private void await(Condition condition) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(2);
        while (!condition.holds()) {
            assertThat(System.nanoTime()).as(out.toString()).isLessThan(end);
            TimeUnit.MILLISECONDS.sleep(100);
        }
    }
}
