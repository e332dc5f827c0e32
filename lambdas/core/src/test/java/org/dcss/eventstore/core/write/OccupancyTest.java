package org.dcss.eventstore.core.write;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dcss.eventstore.core.Samples.event;
import static org.dcss.eventstore.core.Samples.slot;

import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.dcss.eventstore.core.Slot;
import org.dcss.eventstore.core.table.Claim;
import org.dcss.eventstore.core.table.Occupant;
import org.dcss.eventstore.core.table.Stretch;
import org.junit.jupiter.api.Test;

class OccupancyTest {

    private final Occupancy occupancy = new Occupancy(new TakenSlots());

    private static Occupant by(int number) {
        return Occupant.event(event(number).key());
    }

    private static Stretch stretch(long from, long through, long... taken) {
        TreeMap<Slot, Occupant> by = new TreeMap<>();
        for (long at : taken) {
            by.put(slot(at), by((int) at));
        }
        return new Stretch(slot(from), slot(through), by);
    }

    @Test
    void readTellsWhoIsWhere() {
        occupancy.learn(stretch(0, 10, 3));

        assertThat(occupancy.at(slot(3))).contains(by(3));
        assertThat(occupancy.at(slot(4))).isEmpty();
    }

    @Test
    void readCoversJustItsStretch() {
        occupancy.learn(stretch(0, 10, 3));

        assertThat(occupancy.isCovered(slot(-1))).isFalse();
        assertThat(occupancy.isCovered(slot(0))).isTrue();
        assertThat(occupancy.isCovered(slot(10))).isTrue();
        assertThat(occupancy.isCovered(slot(11))).isFalse();
    }

    @Test
    void shorterReadHidesNoLongerOne() {
        occupancy.learn(stretch(0, 100));
        occupancy.learn(stretch(0, 5));
        occupancy.learn(stretch(50, 60));

        assertThat(occupancy.isCovered(slot(70))).isTrue();
    }

    @Test
    void unclaimedSlotIsNeitherTakenNorBeingPutAtNorWhereAnotherGoes() {
        occupancy.take(slot(0), by(0));
        occupancy.sent(new Request.Put(slot(1), event(1)));
        occupancy.sent(new Request.MakeClaim(event(2).key(), new Claim(slot(2), Optional.empty(), Optional.empty())));
        occupancy.sent(new Request.Forward(slot(-9), event(3).key(), slot(3)));

        assertThat(Stream.iterate(slot(-1), Slot::next).limit(6).filter(occupancy::isUnclaimed))
                .containsExactly(slot(-1), slot(4));
    }

    @Test
    void requestIsUnderWayUntilItsAnswer() {
        Request<?> put = new Request.Put(slot(1), event(1));
        Request<?> open = new Request.OpenDay(slot(1).day());
        Request<?> read = new Request.ReadStretch(slot(1));
        occupancy.sent(put);
        occupancy.sent(open);
        occupancy.sent(read);

        assertThat(occupancy.putUnderWay(slot(1))).containsSame(put);
        assertThat(occupancy.openingUnderWay(slot(1).day())).containsSame(open);
        assertThat(occupancy.readUnderWay()).containsSame(read);

        occupancy.answered(put);
        occupancy.answered(open);
        occupancy.answered(read);

        assertThat(occupancy.putUnderWay(slot(1))).isEmpty();
        assertThat(occupancy.openingUnderWay(slot(1).day())).isEmpty();
        assertThat(occupancy.readUnderWay()).isEmpty();
    }

    @Test
    void batchIsCrowdedWhenBlindPutsMeetOthersMoreOftenThanNot() {
        occupancy.met(slot(0), true);
        assertThat(occupancy.isCrowded()).isFalse();

        occupancy.met(slot(10), true);
        assertThat(occupancy.isCrowded()).isTrue();

        occupancy.met(slot(20), false);
        occupancy.met(slot(30), false);
        assertThat(occupancy.isCrowded()).isFalse();
    }

    @Test
    void putsWhereAReadHasLookedTellNothingOfTheRest() {
        occupancy.learn(stretch(0, 10));
        occupancy.met(slot(20), true);
        occupancy.met(slot(30), true);

        occupancy.met(slot(1), false);
        occupancy.met(slot(2), false);

        assertThat(occupancy.isCrowded()).isTrue();
    }

    @Test
    void readStartsWhereTheFirstEventLostItsWay() {
        occupancy.met(slot(20), true);
        occupancy.met(slot(10), true);
        assertThat(occupancy.lowestUnknown(slot(21))).isEqualTo(slot(11));
        assertThat(occupancy.lowestUnknown(slot(5))).isEqualTo(slot(5));

        occupancy.learn(stretch(11, 15, 11, 12));
        assertThat(occupancy.lowestUnknown(slot(30))).isEqualTo(slot(21));

        occupancy.take(slot(21), by(21));
        assertThat(occupancy.lowestUnknown(slot(30))).isEqualTo(slot(30));
    }
}
