package org.dcss.eventstore.local;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.dcss.eventstore.local.blackbox.StoreUnderTest.milestone;
import static org.dcss.eventstore.local.blackbox.StoreUnderTest.unique;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.dcss.eventstore.fixtures.SampleEvent;
import org.dcss.eventstore.local.blackbox.ApiClient;
import org.dcss.eventstore.local.blackbox.RawClient;
import org.dcss.eventstore.local.blackbox.RawClient.Ending;
import org.dcss.eventstore.local.blackbox.SourceKey;
import org.dcss.eventstore.local.blackbox.StoreUnderTest;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Clients that are slow, broken or hostile: others are served all the while, and the rude ones do not stay for ever. */
@Order(4)
@ExtendWith(StoreExtension.class)
@OwnStore
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class RudeClientsIT {

    private static final int IDLE = 200;
    private static final int SLOW = 40;

    private final StoreUnderTest store;
    private final ApiClient client;
    private final SourceKey key;
    private final ExecutorService slowClients = Executors.newCachedThreadPool();

    RudeClientsIT(StoreUnderTest store) {
        this.store = store;
        this.client = store.client();
        this.key = store.first();
    }

    @AfterAll
    void stop() {
        slowClients.shutdownNow();
    }

    /** All at once, and politely served clients among them. */
    @Test
    void othersAreServedWhileTheRudeOnesAreAndTheRudeOnesAreCutOff() throws Exception {
        fill();
        Map<String, List<Future<Ending>>> rude = new LinkedHashMap<>();
        start(rude, "headers that trickle in", SLOW, raw -> {
            raw.send("POST /submit HTTP/1.1\r\nHost: localhost\r\nX-Slow: ");
            return raw.trickle("x", 400);
        });
        start(rude, "a body that trickles in", SLOW, raw -> {
            raw.send(head("Content-Length: 4000"));
            return raw.trickle(" ", 400);
        });
        start(rude, "chunks that trickle in", SLOW, raw -> {
            raw.send(head("Transfer-Encoding: chunked"));
            return raw.trickle("1\r\n \r\n", 400);
        });
        start(rude, "answers that nobody reads", 8, raw -> {
            raw.send("GET /events?after=0 HTTP/1.1\r\nHost: localhost\r\n\r\n".repeat(200));
            return raw.neverRead();
        });
        start(rude, "nothing at all", IDLE, RawClient::untilClosed);

        for (int i = 0; i < 20; i++) {
            assertServed();
            TimeUnit.MILLISECONDS.sleep(100);
        }

        for (Map.Entry<String, List<Future<Ending>>> kind : rude.entrySet()) {
            for (Future<Ending> one : kind.getValue()) {
                assertThat(one.get(2, TimeUnit.MINUTES)).as(kind.getKey()).isNotEqualTo(Ending.STILL_OPEN);
            }
        }
        assertServed();
    }

    @ParameterizedTest
    @MethodSource("garbage")
    void garbageIsRefusedAndItsConnectionClosed(String name, byte[] bytes) throws Exception {
        try (RawClient raw = RawClient.to(store.uri())) {
            raw.send(bytes);
            raw.endOfInput();
            String answer = raw.readAll();

            assertThat(answer)
                    .as(name)
                    .satisfiesAnyOf(
                            text -> assertThat(text).isEmpty(),
                            text -> assertThat(text).containsPattern("^HTTP/1.1 (4..|505)"));
            assertThat(answer).doesNotContain("Exception", "\tat ", "Jetty", "java");
        }
        assertServed();
    }

    static Stream<Arguments> garbage() {
        byte[] random = new byte[20_000];
        new Random(42).nextBytes(random);
        String host = "Host: localhost\r\n";
        return Stream.of(
                sample("random bytes", random),
                sample("zeros", new byte[20_000]),
                sample("TLS", new byte[] {0x16, 3, 1, 0, 5, 1, 0, 0, 1, 3, 3, 0, 0}),
                sample("HTTP/2", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"),
                sample("no HTTP", "HELO example.org\r\n\r\n"),
                sample("no version", "GET /health\r\n\r\n"),
                sample("no host", "GET /health HTTP/1.1\r\n\r\n"),
                sample("a long request line", "GET /" + "x".repeat(50_000) + " HTTP/1.1\r\n" + host + "\r\n"),
                sample(
                        "a thousand headers",
                        "GET /health HTTP/1.1\r\n" + host + "X-A: some value\r\n".repeat(1_000) + "\r\n"),
                sample("NUL in a header", "GET /health HTTP/1.1\r\n" + host + "X-A: a\0b\r\n\r\n"),
                sample("a negative length", "POST /submit HTTP/1.1\r\n" + host + "Content-Length: -1\r\n\r\n"),
                sample(
                        "a huge length",
                        "POST /submit HTTP/1.1\r\n" + host + "Content-Length: 99999999999999999999\r\n\r\n"),
                sample(
                        "two lengths",
                        "POST /submit HTTP/1.1\r\n" + host + "Content-Length: 2\r\nContent-Length: 3\r\n\r\nabc"),
                sample(
                        "length and chunks",
                        "POST /submit HTTP/1.1\r\n" + host
                                + "Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"),
                sample("a bad chunk", "POST /submit HTTP/1.1\r\n" + host + "Transfer-Encoding: chunked\r\n\r\nxyz\r\n"),
                sample("a bad escape in the path", "GET /events/%zz HTTP/1.1\r\n" + host + "\r\n"),
                sample(
                        "a bad escape in the query",
                        "GET /events?after=%zz HTTP/1.1\r\n" + host + "Connection: close\r\n\r\n"),
                sample("half a request", "POST /submit HTTP/1.1\r\n" + host + "Content-Length: 100\r\n\r\n{\"type\":"));
    }

    private static Arguments sample(String name, String text) {
        return sample(name, text.getBytes(ISO_8859_1));
    }

    private static Arguments sample(String name, byte[] bytes) {
        return Arguments.of(name, bytes);
    }

    @Test
    void clientThatOnlyClosesItsHalfGetsItsAnswer() throws Exception {
        SampleEvent event = milestone(key.src(), unique("half"));
        String body = event.json();
        try (RawClient raw = RawClient.to(store.uri())) {
            raw.send(head("Content-Length: " + body.length()) + body);
            raw.endOfInput();

            assertThat(raw.readAll()).startsWith("HTTP/1.1 204");
        }
        store.await(read -> read.data().equals(event.data()));
    }

    @Test
    void clientsThatHangUpLeaveNothingBehind() throws Exception {
        String name = unique("hung-up");
        String body = milestone(key.src(), name).json();
        for (int i = 0; i < 100; i++) {
            try (RawClient raw = RawClient.to(store.uri())) {
                raw.send(head("Content-Length: " + (body.length() + 1)) + body);
                raw.hangUp();
            }
        }

        assertServed();
        assertThat(store.drain(store.feedFromNow(), Set.of()))
                .noneMatch(event -> event.data().contains(name));
    }

    @Test
    void connectionServesManyRequestsInARow() throws Exception {
        try (RawClient raw = RawClient.to(store.uri())) {
            raw.send("GET /health HTTP/1.1\r\nHost: localhost\r\n\r\n".repeat(99)
                    + "GET /health HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");

            assertThat(raw.readAll().split("HTTP/1.1 200", -1)).hasSize(101);
        }
    }

    @Test
    void refusedRequestLeavesItsConnectionUsable() throws Exception {
        try (RawClient raw = RawClient.to(store.uri())) {
            raw.send("POST /nowhere HTTP/1.1\r\nHost: localhost\r\nContent-Length: 2\r\n\r\n");
            // The answer is known by now, though the body is not.
            TimeUnit.MILLISECONDS.sleep(300);
            raw.send("{}GET /health HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");

            assertThat(raw.readAll()).startsWith("HTTP/1.1 404").contains("HTTP/1.1 200");
        }
    }

    /** Enough in the log for an answer that fills the buffers of a client that does not read. */
    private void fill() throws IOException, InterruptedException {
        List<SampleEvent> events = IntStream.range(0, 500)
                .mapToObj(i -> milestone(key.src(), "filler").with("note", "\"" + "x".repeat(500) + "\""))
                .toList();
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            ids.addAll(client.submit(key.key(), SampleEvent.batch(events)).acknowledged());
        }
        assertThat(ids).hasSize(2 * events.size());
        store.drain(store.feedFromNow(), ids);
    }

    private void assertServed() throws IOException, InterruptedException {
        assertThat(client.get("/health").status()).isEqualTo(200);
        assertThat(client.submit(key.key(), milestone(key.src(), "polite").json())
                        .status())
                .isEqualTo(204);
        assertThat(client.get("/events?after=0&limit=10").status()).isEqualTo(200);
    }

    private String head(String length) {
        return "POST /submit HTTP/1.1\r\nHost: localhost\r\nAuthorization: " + key.key()
                + "\r\nContent-Type: application/json\r\nConnection: close\r\n" + length + "\r\n\r\n";
    }

    private interface Behaviour {
        Ending of(RawClient raw) throws IOException, InterruptedException;
    }

    private void start(Map<String, List<Future<Ending>>> all, String kind, int count, Behaviour behaviour) {
        List<Future<Ending>> started = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            started.add(slowClients.submit(() -> {
                try (RawClient raw = RawClient.to(store.uri())) {
                    return behaviour.of(raw);
                }
            }));
        }
        all.put(kind, started);
    }
}
