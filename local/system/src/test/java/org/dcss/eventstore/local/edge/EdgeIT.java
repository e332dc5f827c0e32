package org.dcss.eventstore.local.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dcss.eventstore.local.blackbox.StoreUnderTest.milestone;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.dcss.eventstore.core.Source;
import org.dcss.eventstore.local.blackbox.Answer;
import org.dcss.eventstore.local.blackbox.ApiClient;
import org.dcss.eventstore.local.blackbox.SourceKey;
import org.dcss.eventstore.local.gateway.GatewayOptions;
import org.dcss.eventstore.local.queue.MappingOptions;
import org.dcss.eventstore.local.store.LocalEventStore;
import org.dcss.eventstore.local.store.LocalOptions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Through a cache that is set up as CloudFront is, with local mode for an API. */
@Order(4)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class EdgeIT {

    private static final int EVENTS = 40;
    private static final int MILLIS = 1_000;
    private static final int CHECKS = 300;
    /** Much more often than DCSS, which has one in three seconds: several a second, at which groups of pollers would never meet. */
    private static final Duration BETWEEN_EVENTS = Duration.ofMillis(250);

    private static final SourceKey KEY = new SourceKey("cpo", "key-of-cpo");

    @SuppressWarnings("NullAway.Init")
    private LocalEventStore store;

    @SuppressWarnings("NullAway.Init")
    private Varnish varnish;

    @SuppressWarnings("NullAway.Init")
    private ApiClient direct;

    @SuppressWarnings("NullAway.Init")
    private ApiClient client;

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        boolean there = Varnish.isThere();
        if (!there) {
            System.err.println("EdgeIT: SKIPPED: no varnishd on PATH: a cache before the store is not tried");
        }
        assumeTrue(there, "no varnishd");
        LocalOptions options = new LocalOptions(
                        folder.resolve("data"),
                        GatewayOptions.onPort(0),
                        new MappingOptions(10, Duration.ZERO, 4),
                        Map.of(KEY.key(), new Source(KEY.src())),
                        false,
                        Duration.ofSeconds(1),
                        1_000,
                        LocalOptions.NO_QUOTAS)
                .with(LocalOptions.Extra.BEHIND_A_CACHE);
        store = LocalEventStore.start(options, Clock.systemUTC());
        varnish = Varnish.before(store.uri(), Files.createDirectory(folder.resolve("cache")));
        direct = new ApiClient(store.uri(), List.of(KEY));
        client = new ApiClient(varnish.uri(), List.of(KEY));
    }

    @AfterAll
    @SuppressWarnings("NullAway") // Where they were not started.
    void stop() throws Exception {
        if (varnish != null) {
            varnish.close();
        }
        if (store != null) {
            store.close();
        }
    }

    private static String event(String player) {
        return milestone(KEY.src(), player).json();
    }

    /**
     * Each begins at another event. All who poll within a second are led to the same page, however often events come, and the
     * cache asks for it once a second.
     */
    @ParameterizedTest
    @ValueSource(ints = {50, 200})
    void whatPollersCostDoesNotDependOnHowManyTheyAre(int count) throws Exception {
        String from = client.get("/events?last=1").next().orElseThrow();
        List<Long> starts = starts(from, count);
        long before = varnish.requestsToStore();
        long started = System.nanoTime();
        try (Pollers pollers = new Pollers(count, links(starts), new Random(count))) {
            Set<String> sent = new HashSet<>();
            for (int i = 0; i < EVENTS; i++) {
                Thread.sleep(BETWEEN_EVENTS.toMillis());
                sent.add(direct.submit(KEY.key(), event("poller")).required("event-id"));
            }
            for (int i = 0; i < CHECKS && !ids(direct.get(from)).containsAll(sent); i++) {
                Thread.sleep(200);
            }
            List<Long> log = slots(direct.get(from));
            for (int i = 0; i < CHECKS && !pollers.haveSeen(EVENTS); i++) {
                Thread.sleep(200);
            }
            // Another two seconds, for what might come twice.
            Thread.sleep(2_000);

            double seconds = (System.nanoTime() - started) / 1e9;
            long requests = varnish.requestsToStore() - before;
            System.err.printf(
                    "EdgeIT: %d pollers, %.1f s: %d polls, %d of them 304; %d requests to the store, %.2f a second%n",
                    count, seconds, pollers.polls(), pollers.notModified(), requests, requests / seconds);
            assertThat(pollers.troubles()).isEmpty();
            assertThat(log).hasSize(count + EVENTS);
            List<List<Long>> seen = pollers.seen();
            assertThat(seen).hasSize(count);
            for (int i = 0; i < count; i++) {
                assertThat(seen.get(i)).isEqualTo(log.subList(i + 1, log.size()));
            }
            // Nobody is sent to the middle of a second, where others would not be, however busy the machine is.
            assertThat(pollers.ledTo()).isNotEmpty().isSubsetOf(lastOfTheirSeconds(log));
            // So at most two pages are asked for in a second, beside the first page of each.
            assertThat((requests - count) / seconds).isLessThanOrEqualTo(2);
        }
    }

    /** Of each second that has events, the last. */
    private static Collection<Long> lastOfTheirSeconds(List<Long> log) {
        Map<Long, Long> last = new HashMap<>();
        log.forEach(slot -> last.put(Math.floorDiv(slot - 1, (long) MILLIS), slot));
        return last.values();
    }

    /** Submits so many events, and waits until they have settled. */
    private List<Long> starts(String from, int count) throws Exception {
        String events = Stream.generate(() -> event("first")).limit(count).collect(Collectors.joining(",", "[", "]"));
        assertThat(direct.submit(KEY.key(), events).acknowledged()).hasSize(count);
        for (int i = 0; i < CHECKS && slots(direct.get(from)).size() < count; i++) {
            Thread.sleep(100);
        }
        return slots(direct.get(from));
    }

    private List<URI> links(List<Long> starts) {
        return starts.stream()
                .map(slot -> varnish.uri().resolve("/events?after=" + slot))
                .toList();
    }

    private static List<String> ids(Answer page) {
        List<String> ids = new ArrayList<>();
        page.json().forEach(event -> ids.add(event.get("id").textValue()));
        return ids;
    }

    private static List<Long> slots(Answer page) {
        List<Long> slots = new ArrayList<>();
        page.json().forEach(event -> slots.add(event.get("ts").longValue()));
        return slots;
    }

    @Test
    void whatHasAKeyAndFilesThatGrowPassAsTheyAre() throws Exception {
        long before = varnish.requestsToStore();
        Answer accepted = client.submit(KEY.key(), event("passes"));
        assertThat(accepted.status()).isEqualTo(204);
        assertThat(client.submit("wrong", event("passes")).status()).isEqualTo(401);
        for (int i = 0; i < 2; i++) {
            Answer list = client.get("/xlog/" + KEY.src() + "/", Map.of("Accept-Encoding", "gzip, br"));
            assertThat(list.header("age").orElse("0")).isEqualTo("0");
        }
        assertThat(varnish.requestsToStore() - before).isEqualTo(4);

        String file = "/xlog/" + KEY.src() + "/milestones";
        for (int i = 0; i < CHECKS && client.get(file).status() != 200; i++) {
            Thread.sleep(100);
        }
        Map<String, String> range = Map.of("Range", "bytes=2-9", "Accept-Encoding", "gzip, br");
        long ranges = varnish.requestsToStore();
        for (int i = 0; i < 2; i++) {
            Answer part = client.get(file, range);
            assertThat(part.status()).isEqualTo(206);
            assertThat(part.header("content-encoding")).isEmpty();
            assertThat(part.body()).isEqualTo(direct.get(file, range).body());
        }
        assertThat(varnish.requestsToStore() - ranges).isEqualTo(2);
    }

    /** Whoever asks for a format gets it, whatever was asked for before at the same address. */
    @Test
    void formatsDoNotMix() throws Exception {
        assertThat(direct.submit(KEY.key(), event("formats")).status()).isEqualTo(204);
        for (int i = 0; i < CHECKS && slots(direct.get("/events?last=1")).isEmpty(); i++) {
            Thread.sleep(100);
        }
        String event = "/events/" + slots(direct.get("/events?last=1")).get(0);
        List<String> accepts =
                List.of("application/json", "application/x-ndjson", "application/cloudevents-batch+json", "*/*");
        long before = varnish.requestsToStore();
        for (int round = 0; round < 2; round++) {
            for (String accept : accepts) {
                Map<String, String> headers = Map.of("Accept", accept);
                Answer kept = client.get("/events?last=1", headers);
                Answer made = direct.get("/events?last=1", headers);
                assertThat(kept.required("content-type")).as(accept).isEqualTo(made.required("content-type"));
            }
            assertThat(client.get(event, Map.of("Accept", "application/cloudevents+json"))
                            .required("content-type"))
                    .isEqualTo(direct.get(event, Map.of("Accept", "application/cloudevents+json"))
                            .required("content-type"));
            assertThat(client.get(event).text()).isEqualTo(direct.get(event).text());
        }
        // The event twice, which is kept for a day, and the three formats of the page, kept for a second, each once or
        // twice.
        assertThat(varnish.requestsToStore() - before).isBetween(5L, 8L);
        assertThat(client.get("/counts?from=1", Map.of("Accept", "text/html")).status())
                .isEqualTo(400);
    }

    @Test
    void problemsAreNotKept() throws Exception {
        long before = varnish.requestsToStore();
        URI none = URI.create("/events/1");
        for (int i = 0; i < 3; i++) {
            assertThat(client.get(none.toString()).status()).isEqualTo(404);
        }
        assertThat(varnish.requestsToStore() - before).isEqualTo(3);
    }
}
