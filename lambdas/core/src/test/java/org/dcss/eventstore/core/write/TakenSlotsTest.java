package org.dcss.eventstore.core.write;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.stream.LongStream;
import org.dcss.eventstore.core.Slot;
import org.dcss.eventstore.core.table.Occupant;
import org.junit.jupiter.api.Test;

final class TakenSlotsTest {

    private static final int MOST = 16_384;

    private final TakenSlots slots = new TakenSlots();

    private static Occupant by(long slot) {
        return new Occupant("cpo/" + slot, Optional.empty());
    }

    @Test
    void knowsWhatItHasLearned() {
        slots.add(new Slot(5), by(5));
        assertThat(slots.at(new Slot(5))).contains(by(5));
        assertThat(slots.at(new Slot(6))).isEmpty();
    }

    /** It never holds more than two generations, and always the last one. */
    @Test
    void forgetsWhatItLearnedLongestAgo() {
        LongStream.range(0, 3L * MOST).forEach(slot -> slots.add(new Slot(slot), by(slot)));
        assertThat(LongStream.range(0, 3L * MOST)
                        .filter(slot -> slots.at(new Slot(slot)).isPresent()))
                .hasSizeBetween(MOST / 2, MOST)
                .startsWith(2L * MOST)
                .endsWith(3L * MOST - 1);
    }
}
