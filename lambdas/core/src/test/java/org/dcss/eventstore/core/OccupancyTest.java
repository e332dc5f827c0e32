package org.dcss.eventstore.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dcss.eventstore.core.Samples.event;
import static org.dcss.eventstore.core.Samples.slot;
import static org.dcss.eventstore.core.Samples.time;

import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class OccupancyTest {

    private final Occupancy occupancy = new Occupancy();

    private static Run run(long from, long through, long... taken) {
        TreeMap<Slot, EventKey> by = new TreeMap<>();
        for (long at : taken) {
            by.put(slot(at), event((int) at).key());
        }
        return new Run(slot(from), slot(through), by);
    }

    @Test
    void readTellsWhoIsWhere() {
        occupancy.learn(run(0, 10, 3), time(100));

        assertThat(occupancy.takenBy(slot(3))).contains(event(3).key());
        assertThat(occupancy.takenBy(slot(4))).isEmpty();
    }

    @Test
    void slotWasSeenFreeOnlyWithinWhatWasRead() {
        occupancy.learn(run(0, 10, 3), time(100));

        assertThat(occupancy.seenFreeAt(slot(-1))).isEmpty();
        assertThat(occupancy.seenFreeAt(slot(0))).contains(time(100));
        assertThat(occupancy.seenFreeAt(slot(10))).contains(time(100));
        assertThat(occupancy.seenFreeAt(slot(11))).isEmpty();
    }

    @Test
    void youngestReadThatCoversASlotCounts() {
        occupancy.learn(run(0, 100), time(300));
        occupancy.learn(run(5, 10), time(200));
        occupancy.learn(run(6, 8), time(400));

        assertThat(occupancy.seenFreeAt(slot(7))).contains(time(400));
        assertThat(occupancy.seenFreeAt(slot(9))).contains(time(300));
    }

    @Test
    void answerThatCameLateDoesNotHideAYoungerOne() {
        occupancy.learn(run(0, 10), time(200));
        occupancy.learn(run(0, 50), time(100));

        assertThat(occupancy.seenFreeAt(slot(5))).contains(time(200));
    }

    @Test
    void unclaimedSlotIsNeitherTakenNorBeingPutAtNorClaimed() {
        occupancy.take(slot(0), event(0).key());
        occupancy.sent(new Request.Put(slot(1), event(1)));
        occupancy.sent(new Request.Claim(event(2).key(), slot(2)));
        occupancy.sent(new Request.MoveClaim(event(3).key(), slot(-9), slot(3)));

        assertThat(occupancy.firstUnclaimed(slot(0))).isEqualTo(slot(4));
        assertThat(occupancy.firstUnclaimed(slot(-1))).isEqualTo(slot(-1));
    }

    @Test
    void requestIsUnderWayUntilItsAnswer() {
        Request put = new Request.Put(slot(1), event(1));
        Request open = new Request.OpenDay(slot(1).day());
        Request read = new Request.ReadRun(slot(1));
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
        occupancy.learn(run(0, 10), time(100));
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

        occupancy.learn(run(11, 15, 11, 12), time(100));
        assertThat(occupancy.lowestUnknown(slot(30))).isEqualTo(slot(21));

        occupancy.take(slot(21), event(21).key());
        assertThat(occupancy.lowestUnknown(slot(30))).isEqualTo(slot(30));
    }
}
