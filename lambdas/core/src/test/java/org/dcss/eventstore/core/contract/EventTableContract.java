package org.dcss.eventstore.core.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dcss.eventstore.core.contract.Samples.DAY;
import static org.dcss.eventstore.core.contract.Samples.event;
import static org.dcss.eventstore.core.contract.Samples.filed;
import static org.dcss.eventstore.core.contract.Samples.key;
import static org.dcss.eventstore.core.contract.Samples.slot;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.dcss.eventstore.core.Event;
import org.dcss.eventstore.core.Reply;
import org.dcss.eventstore.core.Reply.Known;
import org.dcss.eventstore.core.Slot;
import org.dcss.eventstore.core.StoredEvent;
import org.dcss.eventstore.core.read.Consistency;
import org.dcss.eventstore.core.read.EventLog;
import org.dcss.eventstore.core.table.EventTable;
import org.dcss.eventstore.core.table.Occupant;
import org.dcss.eventstore.core.table.PutResult;
import org.dcss.eventstore.core.table.Stretch;
import org.junit.jupiter.api.Test;

public abstract class EventTableContract {

    /** An empty table, the same one throughout a test. */
    protected abstract EventTable table();

    /** A reader of the same table. */
    protected abstract EventLog log();

    @Test
    void putAtFreeSlotStores() {
        assertThat(table().put(slot(5), event("a"))).isEqualTo(new Known<>(new PutResult.Stored()));
        assertThat(log().get(slot(5)).orElseThrow().event()).isEqualTo(event("a"));
    }

    @Test
    void fileAndTimeAreKept() {
        Event filed = filed(event("a"), "0.34/milestones-sprint", Instant.parse("1969-12-31T23:59:59.999Z"));
        table().put(slot(5), filed);

        assertThat(log().get(slot(5))).contains(new StoredEvent(slot(5), filed));
    }

    @Test
    void putAtTakenSlotNamesWhoTookItAndChangesNothing() {
        table().put(slot(5), event("a"));

        assertThat(table().put(slot(5), event("cao", "logfile", "b", "{}")))
                .isEqualTo(new Known<>(new PutResult.Taken(by("a"))));
        assertThat(log().get(slot(5)).orElseThrow().event()).isEqualTo(event("a"));
    }

    @Test
    void putAgainFindsItself() {
        table().put(slot(5), event("a"));

        assertThat(table().put(slot(5), event("a"))).isEqualTo(new Known<>(new PutResult.Taken(by("a"))));
    }

    @Test
    void oneOfManyPutsAtOneSlotWins() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Future<Reply<PutResult>>> puts = threads.invokeAll(IntStream.range(0, 64)
                    .<java.util.concurrent.Callable<Reply<PutResult>>>mapToObj(
                            i -> () -> table().put(slot(7), event("e" + i)))
                    .toList());
            Occupant winner =
                    Occupant.event(log().get(slot(7)).orElseThrow().event().key());
            int stored = 0;
            for (Future<Reply<PutResult>> put : puts) {
                if (put.get().known().orElseThrow() instanceof PutResult.Taken taken) {
                    assertThat(taken.by()).isEqualTo(winner);
                } else {
                    assertThat(put.get()).isEqualTo(new Known<>(new PutResult.Stored()));
                    stored++;
                }
            }
            assertThat(stored).isEqualTo(1);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void runOfFreeSlotsReachesTheEndOfTheDay() {
        table().put(slot(4), event("before"));

        assertThat(table().stretch(slot(5)).known()).contains(new Stretch(slot(5), DAY.last(), new TreeMap<>()));
    }

    @Test
    void runNamesTakenSlotsFromItsFirstToTheDaysLast() {
        table().put(slot(5), event("a"));
        table().put(slot(9), event("b"));
        table().put(DAY.last(), event("c"));
        table().put(DAY.next().first(), event("tomorrow"));

        assertThat(table().stretch(slot(5)).known())
                .contains(new Stretch(
                        slot(5),
                        DAY.last(),
                        new TreeMap<>(Map.of(slot(5), by("a"), slot(9), by("b"), DAY.last(), by("c")))));
    }

    @Test
    void longRunIsReadInPartsWithoutGaps() {
        Map<Slot, Occupant> expected = new TreeMap<>();
        for (int i = 0; i < 1200; i++) {
            table().put(slot(10 + i), event("e" + i));
            expected.put(slot(10 + i), by("e" + i));
        }

        Map<Slot, Occupant> seen = new TreeMap<>();
        Stretch stretch = table().stretch(slot(10)).known().orElseThrow();
        seen.putAll(stretch.taken());
        while (!stretch.through().equals(DAY.last())) {
            assertThat(stretch.taken().lastKey()).isEqualTo(stretch.through());
            stretch = table().stretch(stretch.through().next()).known().orElseThrow();
            seen.putAll(stretch.taken());
        }
        assertThat(seen).isEqualTo(expected);
    }

    @Test
    void openedDayIsInTheIndexOnce() {
        assertThat(table().open(DAY)).isEqualTo(new Known<>(DAY));
        assertThat(table().open(DAY)).isEqualTo(new Known<>(DAY));

        assertThat(log().days(DAY, DAY.next(), 10, Consistency.STRONG)).containsExactly(DAY);
    }

    @Test
    void openedDayHoldsNoEvent() {
        table().open(DAY);

        assertThat(log().get(DAY.first())).isEmpty();
        assertThat(table().put(DAY.first(), event("a"))).isEqualTo(new Known<>(new PutResult.Stored()));
    }

    @Test
    void tombstoneTakesAFreeSlotAndLeadsOn() {
        assertThat(table().forward(slot(5), key("cpo", "a"), slot(900))).isEqualTo(new Known<>(new PutResult.Stored()));

        Occupant tombstone = Occupant.tombstone(key("cpo", "a"), slot(900));
        assertThat(table().put(slot(5), event("a"))).isEqualTo(new Known<>(new PutResult.Taken(tombstone)));
        assertThat(table().put(slot(5), event("b"))).isEqualTo(new Known<>(new PutResult.Taken(tombstone)));
        assertThat(table().stretch(slot(5)).known().orElseThrow().taken()).containsEntry(slot(5), tombstone);
    }

    @Test
    void tombstoneNeverTakesATakenSlot() {
        table().put(slot(5), event("a"));
        table().forward(slot(6), key("cpo", "b"), slot(900));

        assertThat(table().forward(slot(5), key("cpo", "a"), slot(900)))
                .isEqualTo(new Known<>(new PutResult.Taken(by("a"))));
        assertThat(table().forward(slot(6), key("cpo", "b"), slot(901)))
                .isEqualTo(new Known<>(new PutResult.Taken(Occupant.tombstone(key("cpo", "b"), slot(900)))));
        assertThat(log().get(slot(5)).orElseThrow().event()).isEqualTo(event("a"));
    }

    @Test
    void tombstoneDoesNotOpenItsDay() {
        table().forward(slot(5), key("cpo", "a"), slot(900));

        assertThat(log().days(DAY, DAY, 10, Consistency.STRONG)).isEmpty();
    }

    private static Occupant by(String id) {
        return Occupant.event(key("cpo", id));
    }
}
