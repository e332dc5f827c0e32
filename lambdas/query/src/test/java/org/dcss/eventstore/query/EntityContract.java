package org.dcss.eventstore.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Predicate;
import org.dcss.eventstore.core.Day;
import org.dcss.eventstore.core.Event;
import org.dcss.eventstore.core.Slot;
import org.dcss.eventstore.core.StoredEvent;
import org.dcss.eventstore.core.contract.Samples;
import org.dcss.eventstore.core.entities.Entities;
import org.dcss.eventstore.core.entities.EntityRule;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code GET /events?entity=…} and {@code ?last=…} over any log and any table of views. */
abstract class EntityContract {

    private static final Day DAY = Samples.DAY;
    private static final String RULE = "milestone=/data/name";
    private static final Entities ENTITIES = new Entities(EntityRule.parse(RULE));
    private static final List<String> PLAYERS = List.of("Ann", "aNN", "Bob", "");

    private final TestClock clock = new TestClock(DAY.first().start());
    private final List<StoredEvent> stored = new ArrayList<>();
    private StoreUnderTest store;
    private Client client;

    /** Empty, with a settle time of {@link StoreUnderTest#SETTLE}. */
    abstract StoreUnderTest store(TestClock clock);

    @BeforeEach
    void start() {
        store = store(clock);
        client = store.client("entities");
        store.project("entities", ENTITIES, RULE);
    }

    @AfterEach
    void stop() {
        store.close();
    }

    private StoredEvent put(Slot slot, String src, String player, Optional<Instant> at) {
        Event event = Samples.event(src, "milestone", "e" + slot.millis(), "{\"name\":\"" + player + "\"}");
        Event timed = at.map(time -> Samples.filed(event, "milestones", time)).orElse(event);
        store.put(slot, timed);
        StoredEvent put = new StoredEvent(slot, timed);
        stored.add(put);
        return put;
    }

    private static boolean isAnn(StoredEvent event) {
        return event.event().data().equalsIgnoreCase("{\"name\":\"ann\"}");
    }

    private List<Long> slots(Predicate<StoredEvent> wanted) {
        return stored.stream()
                .filter(wanted)
                .map(event -> event.slot().millis())
                .sorted()
                .toList();
    }

    private void isSettled(Slot slot) {
        clock.set(slot.start().plus(StoreUnderTest.SETTLE));
    }

    /** Puts some events, late ones among them: at any free slot that has not settled. */
    private Slot putSome(Random random, Slot last) {
        long from = last.millis() + 1;
        int[] offsets = random.ints(random.nextInt(9), 0, 2_500).distinct().toArray();
        for (int offset : offsets) {
            put(
                    new Slot(from + offset),
                    random.nextBoolean() ? "cpo" : "cao",
                    PLAYERS.get(random.nextInt(PLAYERS.size())),
                    random.nextBoolean()
                            ? Optional.of(DAY.first().start().minusMillis(random.nextInt(500)))
                            : Optional.empty());
        }
        return new Slot(from + 2_500);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void linksLeadToEachEventOnceInOrderWhereverTheProjectorIs(long seed) {
        Random random = new Random(seed);
        String all = "/events?entity=ANN&after=0";
        String few = "/events?entity=ann&after=0&limit=2&src=cpo";
        List<Long> allSeen = new ArrayList<>();
        List<Long> fewSeen = new ArrayList<>();
        Slot last = DAY.first();
        for (int round = 0; round < 40; round++) {
            if (round % 10 == 9) {
                // A reader of several days.
                last = last.day().next().first();
            }
            last = putSome(random, last);
            clock.set(last.start().plusMillis(random.nextInt(6_000)));
            for (int steps = random.nextInt(3); steps > 0; steps--) {
                store.step(ENTITIES);
            }
            Reply page = client.get(all);
            allSeen.addAll(page.slots());
            all = page.next().orElseThrow();
            page = client.get(few);
            assertThat(page.slots().size()).isLessThanOrEqualTo(2);
            fewSeen.addAll(page.slots());
            few = page.next().orElseThrow();
        }
        isSettled(last);
        for (Reply page = client.get(all); ; page = client.get(all)) {
            allSeen.addAll(page.slots());
            all = page.next().orElseThrow();
            if (page.header("Caught-Up").equals("?1")) {
                break;
            }
        }
        for (Reply page = client.get(few); ; page = client.get(few)) {
            fewSeen.addAll(page.slots());
            few = page.next().orElseThrow();
            if (page.header("Caught-Up").equals("?1")) {
                break;
            }
        }

        assertThat(allSeen).isEqualTo(slots(EntityContract::isAnn)).hasSizeGreaterThan(40);
        assertThat(fewSeen)
                .isEqualTo(slots(
                        event -> isAnn(event) && event.event().src().name().equals("cpo")))
                .hasSizeGreaterThan(15);
    }

    @Test
    void lastOnesAreShownAndTheLinkGoesOnWhereverTheProjectorIs() {
        Random random = new Random(5);
        Slot last = DAY.first();
        for (int round = 0; round < 25; round++) {
            last = putSome(random, round % 8 == 7 ? last.day().next().first() : last);
            isSettled(last);
            if (random.nextInt(3) == 0) {
                store.step(ENTITIES);
            }
            List<Long> ann = slots(EntityContract::isAnn);
            List<Long> everything = slots(event -> true);
            List<Long> cao = slots(event -> event.event().src().name().equals("cao"));

            Reply about = client.get("/events?entity=ann&last=5");
            assertThat(about.slots()).isEqualTo(ann.subList(Math.max(0, ann.size() - 5), ann.size()));
            assertThat(about.header("Caught-Up")).isEqualTo("?1");
            assertThat(client.get(about.next().orElseThrow()).slots()).isEmpty();

            Reply any = client.get("/events?last=30");
            assertThat(any.slots())
                    .isEqualTo(everything.subList(Math.max(0, everything.size() - 30), everything.size()));
            assertThat(client.get("/events?last=30&src=cao").slots())
                    .isEqualTo(cao.subList(Math.max(0, cao.size() - 30), cao.size()));

            put(last.next(), "cpo", "Ann", Optional.empty());
            isSettled(last.next());
            assertThat(client.get(about.next().orElseThrow()).slots()).containsExactly(last.millis() + 1);
            assertThat(client.get(any.next().orElseThrow()).slots()).containsExactly(last.millis() + 1);
            last = last.next();
        }
    }

    @Test
    void pagesByEventTimeHoldEachEventOnceInOrderWhereverTheProjectorIs() {
        Random random = new Random(7);
        Slot last = DAY.first();
        for (int round = 0; round < 25; round++) {
            last = putSome(random, last);
            isSettled(last);
            if (random.nextBoolean()) {
                store.step(ENTITIES);
            }
            List<Long> right = stored.stream()
                    .filter(EntityContract::isAnn)
                    .sorted(Comparator.comparing((StoredEvent event) ->
                                    event.event().at().orElse(event.event().accepted()))
                            .thenComparing(StoredEvent::slot))
                    .map(event -> event.slot().millis())
                    .toList();
            List<Long> seen = new ArrayList<>();
            Optional<String> next = Optional.of("/events?entity=ann&order=at&limit=3");
            while (next.isPresent()) {
                Reply page = client.get(next.get());
                seen.addAll(page.slots());
                next = page.next();
                assertThat(page.header("Caught-Up")).isEqualTo(next.isPresent() ? "?0" : "?1");
                assertThat(page.header("Complete-Through")).isEqualTo(Long.toString(last.millis()));
            }
            assertThat(seen).isEqualTo(right);
            assertThat(client.get("/events?entity=ann&order=at").slots()).isEqualTo(right);
        }
    }

    @Test
    void dayOfAnEntityHoldsWhatHasSettledOfIt() {
        put(DAY.first(), "cpo", "Ann", Optional.empty());
        put(DAY.last(), "cpo", "Ann", Optional.empty());
        put(DAY.next().first(), "cpo", "Ann", Optional.empty());
        store.project("entities", ENTITIES, RULE);
        String day = "/events?entity=ann&ts_day=" + DAY.startMillis();

        clock.set(DAY.last().start());
        Reply open = client.get(day);
        assertThat(open.slots()).containsExactly(DAY.startMillis());
        assertThat(open.header("Cache-Control")).isEqualTo("public, max-age=1");

        clock.set(DAY.next().last().start());
        Reply closed = client.get(day);
        assertThat(closed.slots()).containsExactly(DAY.startMillis(), DAY.last().millis());
        assertThat(closed.header("Cache-Control")).isEqualTo("public, max-age=86400");
        assertThat(closed.next()).isEmpty();
        assertThat(client.get(day + "&after=" + DAY.startMillis()).slots())
                .containsExactly(DAY.last().millis());
        assertThat(client.get("/events?entity=ann&ts_day=" + DAY.next().startMillis())
                        .slots())
                .containsExactly(DAY.next().startMillis());
    }

    @Test
    void manyEventsComeInSeveralPagesOfBoundedCost() {
        for (int i = 0; i < 700; i++) {
            put(Samples.slot(i), "cpo", i % 7 == 0 ? "Bob" : "Ann", Optional.empty());
        }
        clock.set(DAY.next().next().first().start());
        store.project("entities", ENTITIES, RULE);
        List<Long> seen = new ArrayList<>();
        String next = "/events?entity=ann&after=0";
        Reply page;
        do {
            page = client.get(next);
            seen.addAll(page.slots());
            next = page.next().orElseThrow();
        } while (page.header("Caught-Up").equals("?0"));

        assertThat(seen).isEqualTo(slots(EntityContract::isAnn));
        assertThat(client.get("/events?entity=ann&last=1000&file=none").slots()).isEmpty();
        assertThat(client.get("/events?entity=ann&last=7").slots())
                .isEqualTo(seen.subList(seen.size() - 7, seen.size()));
    }

    @Test
    void pollThatFindsNothingNewIsNotSentAgain() {
        put(DAY.first(), "cpo", "Ann", Optional.empty());
        isSettled(DAY.first());
        store.project("entities", ENTITIES, RULE);
        String next = client.get("/events?entity=ann&after=0").next().orElseThrow();
        Reply empty = client.get(next);

        put(new Slot(DAY.startMillis() + 1), "cpo", "Bob", Optional.empty());
        clock.advance(Duration.ofHours(1));
        Reply again = client.with("if-none-match", empty.header("ETag")).get(next);

        assertThat(empty.slots()).isEmpty();
        assertThat(empty.next()).contains(next);
        assertThat(again.status()).isEqualTo(304);
        assertThat(again.next()).contains(next);
    }

    /** The first page was complete, so the next one is, however much of others has come meanwhile. */
    @Test
    void pollAfterMoreThanAPageOfOthersEventsIsCompleteWhereTheIndexIs() {
        put(DAY.first(), "cpo", "Bob", Optional.empty());
        isSettled(DAY.first());
        store.project("entities", ENTITIES, RULE);
        Reply first = client.get("/events?entity=ann&after=0");
        long last = DAY.startMillis();
        for (int i = 0; i < 1_200; i++) {
            put(new Slot(++last), "cpo", "Bob", Optional.empty());
        }
        put(new Slot(++last), "cpo", "Ann", Optional.empty());
        isSettled(new Slot(last));
        store.project("entities", ENTITIES, RULE);

        Reply again = client.get("/events?entity=ann&after=0");

        assertThat(first.header("Caught-Up")).isEqualTo("?1");
        assertThat(again.slots()).containsExactly(last);
        assertThat(again.header("Caught-Up")).isEqualTo("?1");
    }

    @Test
    void indexThatIsNotServedIsUnavailableAndOneThatIsSwitchedOffNotFound() {
        store.serve("entities", "entities.0-00000000\n" + RULE);
        assertThat(store.client("entities").get("/events?entity=ann&after=0").status())
                .isEqualTo(503);
        Reply off = store.client("counts").get("/events?entity=ann&last=1");
        assertThat(off.status()).isEqualTo(404);
        assertThat(off.detail()).contains("entities is switched off");
        assertThat(store.client("counts").get("/events?last=1").status()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "entity=&after=0 | entity must be what an event is about, such as a player's name, of 1 to 256"
                        + " characters.",
                "last=0 | last must be a whole number from 1 to 1000, not \"0\".",
                "last=5&after=0&limit=3 | last does not go with after. last does not go with limit.",
                "order=at | order goes with entity only.",
                "order=time&entity=a | order must be at, which is the order of the events' own times; without it they"
                        + " come in the order of their ts.",
                "order=at&entity=a&after=5 | order does not go with after.",
                "entity=a&after=0&cursor=1.2 | cursor comes from a link of order=at and goes with it.",
                "entity=a&order=at&cursor=x | cursor must be as it stands in a link of order=at; without it the first"
                        + " events come."
            })
    void whatIsWrongIsNamed(String parameters, String detail) {
        Reply reply = client.get("/events?" + parameters);

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.detail()).isEqualTo(detail);
    }
}
