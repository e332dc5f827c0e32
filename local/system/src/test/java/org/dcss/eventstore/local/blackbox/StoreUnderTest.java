package org.dcss.eventstore.local.blackbox;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import org.dcss.eventstore.fixtures.SampleEvent;

/**
 * The event store that the contract is checked on. It may hold events already, and others may add to it meanwhile.
 *
 * @param keys two or more keys, each of another source
 * @param settle how old an event is when the feed shows it
 */
public record StoreUnderTest(URI uri, List<SourceKey> keys, Duration settle) {

    /**
     * How long an accepted event may take to appear, for any other reason than its having to settle: a delivery that was
     * cut off is repeated after its visibility timeout.
     */
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    public StoreUnderTest {
        keys = List.copyOf(keys);
        if (keys.stream().map(SourceKey::src).distinct().count() < 2) {
            throw new IllegalArgumentException("the tests need keys of two sources or more");
        }
    }

    public ApiClient client() {
        return new ApiClient(uri, keys);
    }

    public SourceKey first() {
        return keys.get(0);
    }

    /** The key of another source than {@link #first()}. */
    public SourceKey second() {
        return keys.stream()
                .filter(key -> !key.src().equals(first().src()))
                .findFirst()
                .orElseThrow();
    }

    /** How long to wait for an accepted event to appear in the feed. */
    public Duration patience() {
        return settle.plus(PATIENCE);
    }

    /** A name that no other event has. */
    public static String unique(String start) {
        return start + "-" + UUID.randomUUID().toString().substring(0, 13);
    }

    /** A feed that starts now, or a little before, should the store's clock be behind. */
    public FeedReader feedFromNow() {
        return new FeedReader(client(), Instant.now().minusSeconds(5).toEpochMilli(), "");
    }

    /** The {@code ts} of an event that settled just now: what is accepted from here on comes after it. */
    public long mark() throws IOException, InterruptedException {
        List<ReadEvent> read = drain(feedFromNow(), Set.of());
        return read.get(read.size() - 1).ts();
    }

    /** Reads the feed until the event is there. */
    public ReadEvent await(Predicate<ReadEvent> wanted) throws IOException, InterruptedException {
        return await(feedFromNow(), wanted);
    }

    /** Reads on until the event is there. */
    public ReadEvent await(FeedReader feed, Predicate<ReadEvent> wanted) throws IOException, InterruptedException {
        return feed.until(wanted, patience()).stream()
                .filter(wanted)
                .findFirst()
                .orElseThrow();
    }

    /**
     * Submits one more event and reads the feed until it and the events of these ids are there. In the feed they may
     * come in any order: a message that the queue delivers late has its event placed late.
     *
     * @param acknowledged ids of events that were accepted since the feed's start
     * @return all events since the feed's start
     */
    public List<ReadEvent> drain(FeedReader feed, Collection<String> acknowledged)
            throws IOException, InterruptedException {
        SampleEvent last = milestone(first().src(), unique("last"));
        Answer answer = client().submit(first().key(), last.json());
        if (answer.status() != 204) {
            throw new AssertionError("not accepted: " + answer);
        }
        Set<String> ids = new HashSet<>(acknowledged);
        ids.addAll(answer.acknowledged());
        return feed.untilAll(ids, patience());
    }

    /** A day's events, page by page to the last. */
    public List<ReadEvent> day(String path, Map<String, String> headers) throws IOException, InterruptedException {
        ApiClient client = client();
        List<ReadEvent> all = new ArrayList<>();
        Optional<String> link = Optional.of(path);
        while (link.isPresent()) {
            Answer answer = client.get(link.get(), headers);
            if (answer.status() != 200) {
                throw new AssertionError("no day: " + answer);
            }
            all.addAll(ReadEvent.list(answer));
            link = answer.next();
        }
        return all;
    }

    /** A milestone that the schema takes, told from others by the name of its player. */
    public static SampleEvent milestone(String src, String player) {
        return new SampleEvent(
                "milestone",
                src,
                "{\"v\":\"0.34.0\",\"name\":\"" + player + "\",\"race\":\"Deep Elf\",\"cls\":\"Enchanter\","
                        + "\"char\":\"DEEn\",\"xl\":\"8\",\"place\":\"D:5\",\"start\":\"20260103091409S\","
                        + "\"time\":\"20260103093334S\",\"type\":\"uniq\","
                        + "\"milestone\":\"killed Blork the orc.\"}");
    }
}
