package org.dcss.eventstore.core.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dcss.eventstore.core.contract.Samples.DAY;
import static org.dcss.eventstore.core.contract.Samples.event;
import static org.dcss.eventstore.core.contract.Samples.filed;
import static org.dcss.eventstore.core.contract.Samples.key;
import static org.dcss.eventstore.core.contract.Samples.slot;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.dcss.eventstore.core.Day;
import org.dcss.eventstore.core.Event;
import org.dcss.eventstore.core.EventType;
import org.dcss.eventstore.core.FileName;
import org.dcss.eventstore.core.Slot;
import org.dcss.eventstore.core.Source;
import org.dcss.eventstore.core.StoredEvent;
import org.dcss.eventstore.core.read.Consistency;
import org.dcss.eventstore.core.read.EventLog;
import org.dcss.eventstore.core.read.Filter;
import org.dcss.eventstore.core.read.LogPage;
import org.dcss.eventstore.core.table.EventTable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

public abstract class EventLogContract {

    private static final Filter CAO = new Filter(Set.of(new Source("cao")), Set.of());
    private static final Filter CPO = new Filter(Set.of(new Source("cpo")), Set.of());
    private static final Filter LOGFILE = new Filter(Set.of(), Set.of(new EventType("logfile")));
    private static final Filter CAO_LOGFILE = new Filter(Set.of(new Source("cao")), Set.of(new EventType("logfile")));
    private static final Filter NOBODY = new Filter(Set.of(new Source("nobody")), Set.of());

    /** A reader of an empty table, the same one throughout a test. */
    protected abstract EventLog log();

    /** A writer of the same table. */
    protected abstract EventTable table();

    @ParameterizedTest
    @EnumSource
    void emptyStretchIsKnownToItsEnd(Consistency consistency) {
        table().put(slot(9), event("before"));
        table().put(slot(21), event("after"));

        LogPage page = log().read(slot(10), slot(20), Filter.NONE, 5, consistency);

        assertPage(page, slot(20));
        assertThat(page.last()).isEmpty();
    }

    @Test
    void stretchHoldsItsFirstAndItsLastSlot() {
        put(10, 15, 20);

        assertPage(
                log().read(slot(10), slot(20), Filter.NONE, 5, Consistency.STRONG),
                slot(20),
                stored(10),
                stored(15),
                stored(20));
        assertPage(log().read(slot(15), slot(15), Filter.NONE, 5, Consistency.STRONG), slot(15), stored(15));
    }

    @Test
    void limitedReadEndsAtItsLastEvent() {
        put(10, 15, 20);

        LogPage page = log().read(slot(0), DAY.last(), Filter.NONE, 2, Consistency.STRONG);

        assertPage(page, slot(15), stored(10), stored(15));
        assertThat(page.last()).contains(slot(15));
    }

    @Test
    void readThatFindsJustItsLimitKnowsThatThereIsNoMore() {
        put(10, 15);

        assertPage(
                log().read(slot(0), DAY.last(), Filter.NONE, 2, Consistency.STRONG),
                DAY.last(),
                stored(10),
                stored(15));
        assertPage(log().read(slot(0), slot(15), CPO, 2, Consistency.STRONG), slot(15), stored(10), stored(15));
    }

    @Test
    void lastSlotThatWasExaminedIsToldThoughItDoesNotPass() {
        put(10, 15);

        LogPage page = log().read(slot(0), slot(20), CAO, 5, Consistency.STRONG);

        assertPage(page, slot(20));
        assertThat(page.last()).contains(slot(15));
        assertThat(page.cost().examined()).isEqualTo(2);
        assertThat(page.unitsPassedOver()).isEqualTo(page.cost().units()).isPositive();
    }

    @Test
    void dataComesBackAsItWasPut() {
        Random random = new Random(1);
        List<StoredEvent> expected = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            Event event = Samples.random(random, "e" + i, 2000);
            table().put(slot(i), event);
            expected.add(new StoredEvent(slot(i), event));
        }

        assertThat(all(Filter.NONE, 1000)).isEqualTo(expected);
        assertThat(expected).allSatisfy(one -> assertThat(log().get(one.slot())).contains(one));
    }

    @Test
    void everyPassingEventIsReadOnceWhateverTheLimitAndTheFilter() {
        Random random = new Random(2);
        TreeMap<Slot, Event> expected = new TreeMap<>();
        for (int i = 0; i < 300; i++) {
            Slot at = slot(random.nextInt(100_000));
            Event event = Samples.random(random, "e" + i, 300);
            if (!expected.containsKey(at)) {
                table().put(at, event);
                expected.put(at, event);
            }
        }

        for (Filter filter : List.of(Filter.NONE, CAO, LOGFILE, CAO_LOGFILE, NOBODY)) {
            List<StoredEvent> passing = expected.entrySet().stream()
                    .filter(at -> filter.passes(at.getValue()))
                    .map(at -> new StoredEvent(at.getKey(), at.getValue()))
                    .toList();
            for (int limit : new int[] {1, 2, 7, 100, 1000}) {
                assertThat(all(filter, limit)).isEqualTo(passing);
            }
        }
    }

    @Test
    void fileAndTimeDecideWhatPasses() {
        Event sprint =
                filed(event("a"), "milestones-sprint", DAY.first().start().plusMillis(500));
        Event old = filed(event("b"), "0.34/milestones", DAY.first().start().minusMillis(1));
        Event plain = event("c");
        table().put(slot(1), sprint);
        table().put(slot(2), old);
        table().put(slot(3), plain);

        assertThat(passing(Set.of("milestones-sprint"), Optional.empty())).containsExactly(sprint);
        assertThat(passing(Set.of("milestones-sprint", "0.34/milestones"), Optional.empty()))
                .containsExactly(sprint, old);
        assertThat(passing(Set.of("milestones"), Optional.empty())).isEmpty();
        assertThat(passing(Set.of(), Optional.of(DAY.first().start()))).containsExactly(sprint, plain);
        assertThat(passing(Set.of(), sprint.at())).containsExactly(sprint, plain);
        assertThat(passing(Set.of(), Optional.of(plain.accepted()))).containsExactly(plain);
        assertThat(passing(Set.of(), Optional.of(plain.accepted().plusMillis(1))))
                .isEmpty();
    }

    private List<Event> passing(Set<String> files, Optional<Instant> since) {
        Filter filter =
                new Filter(Set.of(), Set.of(), files.stream().map(FileName::new).collect(Collectors.toSet()), since);
        return all(filter, 10).stream().map(StoredEvent::event).toList();
    }

    /** 3 MB: three reads of DynamoDB, most of which let nothing pass. */
    @Test
    void rareEventBehindManyLargeOnesIsFound() {
        String large = "{\"text\":\"" + "x".repeat(30_000) + "\"}";
        for (int i = 0; i < 100; i++) {
            table().put(slot(i), event("cpo", "milestone", "e" + i, large));
        }
        Event rare = event("cao", "logfile", "rare", "{}");
        table().put(slot(100), rare);

        assertThat(all(CAO_LOGFILE, 1000)).containsExactly(new StoredEvent(slot(100), rare));
        assertThat(all(Filter.NONE, 1000)).hasSize(101);
        assertThat(all(NOBODY, 1000)).isEmpty();
    }

    @Test
    void absentEventIsEmpty() {
        put(10);

        assertThat(log().get(slot(11))).isEmpty();
    }

    @Test
    void daysAreListedAscendingWithinTheirBounds() {
        List<Day> days = Stream.iterate(DAY, Day::next).limit(6).toList();
        for (int i : new int[] {4, 0, 2, 5}) {
            table().open(days.get(i));
        }

        assertThat(log().days(days.get(1), days.get(4), 10, Consistency.STRONG))
                .containsExactly(days.get(2), days.get(4));
        assertThat(log().days(days.get(0), days.get(5), 2, Consistency.EVENTUAL))
                .containsExactly(days.get(0), days.get(2));
        assertThat(log().days(days.get(3), days.get(3), 10, Consistency.STRONG)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Consistency.class)
    void tombstonesAreInvisible(Consistency consistency) {
        table().forward(slot(10), key("cpo", "late"), slot(900));
        table().put(slot(15), event("e15"));
        table().forward(slot(20), key("cao", "late"), slot(901));

        assertThat(log().get(slot(10))).isEmpty();
        for (Filter filter : List.of(Filter.NONE, new Filter(Set.of(new Source("cpo")), Set.of()))) {
            List<StoredEvent> seen = new ArrayList<>();
            Slot from = slot(0);
            while (!from.isAfter(DAY.last())) {
                LogPage page = log().read(from, DAY.last(), filter, 1, consistency);
                seen.addAll(page.events());
                from = page.through().next();
            }
            assertThat(seen).containsExactly(stored(15));
        }
    }

    @Test
    void eventsAreFoundByTheirSlotsWhateverTheDayAndInOrder() {
        table().put(DAY.last(), event("last"));
        table().put(DAY.next().first(), event("next"));
        table().put(slot(7), event("e7"));
        table().forward(slot(8), key("cpo", "gone"), slot(9));

        for (Consistency consistency : Consistency.values()) {
            LogPage page = log().get(
                            List.of(
                                    slot(6),
                                    slot(7),
                                    slot(8),
                                    DAY.last(),
                                    DAY.next().first()),
                            consistency);
            assertThat(page.events())
                    .containsExactly(
                            stored(7),
                            new StoredEvent(DAY.last(), event("last")),
                            new StoredEvent(DAY.next().first(), event("next")));
            assertThat(log().get(List.of(slot(1)), consistency).events()).isEmpty();
        }
    }

    @Test
    void asManySlotsAsACallMayAskForAreFound() {
        List<Slot> slots = new ArrayList<>();
        for (int i = 0; i < EventLog.MAX_SLOTS; i++) {
            put(i);
            slots.add(slot(i));
        }

        assertThat(log().get(slots, Consistency.STRONG).events()).hasSize(EventLog.MAX_SLOTS);
    }

    @Test
    void stretchIsReadFromItsEndOn() {
        put(1, 2, 3, 5, 8);
        table().forward(slot(9), key("cpo", "gone"), slot(20));

        for (Consistency consistency : Consistency.values()) {
            LogPage page = log().readBack(DAY.first(), slot(10), Filter.NONE, 2, consistency);
            assertThat(page.events()).startsWith(stored(8));
            assertThat(page.last()).contains(slot(9));
            List<StoredEvent> all = new ArrayList<>(page.events());
            while (page.through().isAfter(DAY.first())) {
                Slot through = new Slot(page.through().millis() - 1);
                page = log().readBack(DAY.first(), through, Filter.NONE, 2, consistency);
                assertThat(page.events()).hasSizeLessThanOrEqualTo(2);
                all.addAll(page.events());
            }
            assertThat(all).containsExactly(stored(8), stored(5), stored(3), stored(2), stored(1));
            assertThat(log().readBack(slot(2), slot(4), CPO, 9, consistency).events())
                    .containsExactly(stored(3), stored(2));
            assertThat(log().readBack(slot(2), slot(4), CAO, 9, consistency).through())
                    .isEqualTo(slot(2));
            assertThat(log().readBack(slot(11), slot(12), Filter.NONE, 9, consistency)
                            .last())
                    .isEmpty();
        }
    }

    private static void assertPage(LogPage page, Slot through, StoredEvent... events) {
        assertThat(page.events()).containsExactly(events);
        assertThat(page.through()).isEqualTo(through);
    }

    private void put(long... millisIntoDay) {
        for (long millis : millisIntoDay) {
            table().put(slot(millis), event("e" + millis));
        }
    }

    private static StoredEvent stored(long millisIntoDay) {
        return new StoredEvent(slot(millisIntoDay), event("e" + millisIntoDay));
    }

    /** Reads the whole day, and checks on the way what holds for each read. */
    private List<StoredEvent> all(Filter filter, int limit) {
        List<StoredEvent> all = new ArrayList<>();
        Slot from = DAY.first();
        while (true) {
            LogPage page = log().read(from, DAY.last(), filter, limit, Consistency.STRONG);
            assertThat(page.events()).hasSizeLessThanOrEqualTo(limit);
            assertThat(page.through()).isBetween(from, DAY.last());
            all.addAll(page.events());
            if (page.through().equals(DAY.last())) {
                return all;
            }
            from = page.through().next();
        }
    }
}
