package org.dcss.eventstore.consumer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.dcss.eventstore.core.Event;
import org.dcss.eventstore.core.EventId;
import org.dcss.eventstore.core.EventType;
import org.dcss.eventstore.core.Slot;
import org.dcss.eventstore.core.Source;
import org.dcss.eventstore.core.message.Message;
import org.dcss.eventstore.core.message.MessageCodec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The consumer and the table in network namespaces of their own, and a loss of what the one sends to the other: a put
 * that was given up then must not land when the loss is over.
 */
@Tag("slow")
@ParameterizedClass
@ValueSource(strings = {"http", "https"})
class LostPacketsIT {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String SETTLE_MILLIS = "3000";
    private static final int ATTEMPTS = 10;
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private static Path keyFolder;

    @SuppressWarnings("NullAway.Init")
    private static KeyStores keys;

    private final Clock clock = Clock.systemUTC();
    private byte ids;
    private final String scheme;
    private final Deque<AutoCloseable> parts = new ArrayDeque<>();
    private Namespaces namespaces;
    private Peer table;
    private Peer consumer;

    @TempDir
    private Path folder;

    LostPacketsIT(String scheme) {
        this.scheme = scheme;
    }

    @BeforeAll
    static void requireNamespaces() throws IOException {
        Optional<String> missing = Namespaces.missing();
        missing.ifPresent(why -> System.out.println("!!!! SKIPPED: LostPacketsIT, puts that are given up: " + why));
        assumeTrue(missing.isEmpty(), missing.orElse(""));
        keys = KeyStores.make(keyFolder, Namespaces.TABLE_ADDRESS);
    }

    @BeforeEach
    void start() throws IOException {
        namespaces = Namespaces.make();
        parts.push(namespaces);
        table = Peer.start(
                namespaces.asTable(),
                folder.resolve("table.log"),
                List.of("-Dorg.sqlite.tmpdir=" + folder),
                TableHost.class,
                SETTLE_MILLIS,
                keys.server().toString(),
                KeyStores.PASSWORD);
        parts.push(table);
        int port = scheme.equals("https") ? TableHost.PORT + 1 : TableHost.PORT;
        consumer = Peer.start(
                namespaces.asConsumer(),
                folder.resolve("consumer.log"),
                List.of(
                        "-Djavax.net.ssl.trustStore=" + keys.trust(),
                        "-Djavax.net.ssl.trustStorePassword=" + KeyStores.PASSWORD),
                ConsumerHost.class,
                SETTLE_MILLIS,
                scheme + "://" + Namespaces.TABLE_ADDRESS + ":" + port);
        parts.push(consumer);
    }

    @AfterEach
    void stop() throws Exception {
        while (!parts.isEmpty()) {
            parts.pop().close();
        }
    }

    private String message(Instant accepted) {
        byte[] bytes = new byte[16];
        bytes[15] = ids++;
        EventId id = EventId.fromRandom(bytes);
        String data = "{\"name\":\"player\",\"milestone\":\"" + "x".repeat(600) + "\"}";
        Event event = new Event(id, new EventType("milestone"), new Source("cpo"), accepted, data);
        return MessageCodec.encode(new Message(event, Slot.at(accepted)));
    }

    /** A put sent 1 s after its slot, and a loss that ends before the slot has settled. */
    @Test
    void anEventWhosePutWasLostForAWhileIsStoredOnce() throws Exception {
        giveUpPuts(Duration.ofSeconds(1), Duration.ofMillis(2_700));

        assertEachOnce();
    }

    /** A put sent at once, and a loss as long as a slot takes to settle. */
    @Test
    void anEventWhosePutsWereLostUntilItsSlotHadSettledIsSeen() throws Exception {
        giveUpPuts(Duration.ZERO, Duration.ofSeconds(3));

        assertEachOnce();
    }

    /** What has reached the table cannot be recalled: a put that it carries out only later may be missed by readers. */
    @Test
    void anEventThatTheTableStoredAfterItsSlotHadSettledIsCounted() throws Exception {
        consumer.ask(message(clock.instant()));
        table.ask("hold 3500");
        JsonNode measured = JSON.readTree(consumer.ask(message(clock.instant())));

        System.out.println("measured of the event: " + measured);
        assertThat(measured.get("UnknownPuts").asInt()).isPositive();
        List<String> missed = new ArrayList<>(stored());
        missed.removeAll(seenThrough(missed));
        assertThat(measured.get("LatePuts").asInt()).isGreaterThanOrEqualTo(missed.size());
    }

    /**
     * Has an event consumed while what the consumer sends is lost. A busy machine may be too late to put it at its slot
     * at all: then another.
     *
     * @param sent when, after the event's slot
     * @param mended when, after it, the loss ends
     */
    private void giveUpPuts(Duration sent, Duration mended) throws Exception {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            // Opens the day, and a connection.
            consumer.ask(message(clock.instant()));
            namespaces.cut();
            Instant slot = clock.instant().plusMillis(100);
            sleepUntil(slot.plus(sent));
            consumer.say(message(slot));
            sleepUntil(slot.plus(mended));
            namespaces.mend();
            JsonNode measured = JSON.readTree(consumer.hear());
            System.out.println("measured of the event: " + measured);
            if (measured.get("UnknownPuts").asInt() > 0) {
                return;
            }
        }
        fail("no put was given up in " + ATTEMPTS + " attempts");
    }

    /** Every event is in the table once, and the reader has seen it once. */
    private void assertEachOnce() throws Exception {
        List<String> stored = stored();

        assertThat(seenThrough(stored)).isEqualTo(stored);
        assertThat(Namespaces.resets(consumer.pid())).isPositive();
    }

    /** What is in the table once nothing is on its way to it any more: every event once. */
    private List<String> stored() throws Exception {
        Instant end = clock.instant().plus(PATIENCE);
        while (Namespaces.isSending(consumer.pid())) {
            pause(end);
        }
        List<String> stored = List.of(table.ask("stored").split(" "));
        System.out.println("stored: " + stored);
        assertThat(stored.stream().map(LostPacketsIT::id)).hasSize(ids).doesNotHaveDuplicates();
        return stored;
    }

    /** What the reader has seen when it has passed all these. */
    private List<String> seenThrough(List<String> stored) throws Exception {
        long last = stored.stream().mapToLong(LostPacketsIT::slot).max().orElseThrow();
        Instant end = clock.instant().plus(PATIENCE);
        while (Long.parseLong(table.ask("position")) < last) {
            pause(end);
        }
        List<String> seen = List.of(table.ask("seen").split(" "));
        System.out.println("seen:   " + seen);
        return seen;
    }

    private static long slot(String named) {
        return Long.parseLong(named.substring(0, named.indexOf('=')));
    }

    private static String id(String named) {
        return named.substring(named.indexOf('=') + 1);
    }

    private void pause(Instant end) throws Exception {
        if (clock.instant().isAfter(end)) {
            fail(
                    "it takes more than %s; errors: %s",
                    PATIENCE,
                    Arrays.asList(
                            Files.readString(folder.resolve("table.log")),
                            Files.readString(folder.resolve("consumer.log"))));
        }
        Thread.sleep(50);
    }

    private void sleepUntil(Instant time) throws InterruptedException {
        Thread.sleep(Math.max(0, Duration.between(clock.instant(), time).toMillis()));
    }
}
