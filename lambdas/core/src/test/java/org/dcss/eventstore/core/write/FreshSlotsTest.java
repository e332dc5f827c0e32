package org.dcss.eventstore.core.write;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.dcss.eventstore.core.Slot;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FreshSlotsTest {

    private static final Instant NOW = Instant.parse("2024-03-01T12:00:00Z");
    private static final Duration SPREAD = Duration.ofMillis(750);

    private final RandomGenerator random = new SplittableRandom(1);
    private final FreshSlots slots = new FreshSlots();

    private Slot take(Instant now) {
        return slots.take(now, SPREAD, Optional.empty(), slot -> true, random);
    }

    @Test
    void noSlotIsHandedOutTwiceThoughMoreAreAskedForThanTheStretchHas() {
        Set<Slot> taken = new HashSet<>();
        for (int i = 0; i < 2_000; i++) {
            assertThat(taken.add(take(NOW.plusMillis(i / 10)))).isTrue();
        }
    }

    @Test
    void noSlotIsHandedOutTwiceToManyThreads() {
        Set<Slot> taken = ConcurrentHashMap.newKeySet();
        long distinct = IntStream.range(0, 8)
                .parallel()
                .mapToLong(thread -> {
                    RandomGenerator own = new SplittableRandom(thread);
                    return Stream.generate(() -> slots.take(NOW, SPREAD, Optional.empty(), slot -> true, own))
                            .limit(200)
                            .filter(taken::add)
                            .count();
                })
                .sum();

        assertThat(distinct).isEqualTo(1_600);
    }

    @Test
    void theStretchIsUsedUpBeforeAnythingBehindIt() {
        List<Slot> taken = Stream.generate(() -> take(NOW)).limit(750).toList();

        assertThat(taken).allMatch(slot -> slot.start().isBefore(NOW.plus(SPREAD)));
        assertThat(take(NOW)).isEqualTo(Slot.at(NOW.plus(SPREAD)));
    }

    @Test
    void aSlotLiesAboveTheOneThatItMustComeAfter() {
        Slot floor = Slot.at(NOW.plusMillis(2_000));

        assertThat(slots.take(NOW, SPREAD, Optional.of(floor), slot -> true, random))
                .isEqualTo(floor.next());
    }

    @Test
    void whatTheCallerKnowsAsTakenIsNotHandedOut() {
        Slot only = Slot.at(NOW.plusMillis(33));

        assertThat(slots.take(NOW, SPREAD, Optional.empty(), only::equals, random))
                .isEqualTo(only);
    }

    /** At 400 events a second, of which each takes two write units of the 1,000 that a day's partition has. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4})
    void writersThatKnowNothingOfOneAnotherSeldomMeet(int count) {
        List<FreshSlots> writers = Stream.generate(FreshSlots::new).limit(count).toList();
        Set<Slot> taken = new HashSet<>();
        int events = 10_000;
        int met = 0;
        for (int i = 0; i < events; i++) {
            FreshSlots writer = writers.get(random.nextInt(count));
            Slot slot = writer.take(NOW.plusNanos(i * 2_500_000L), SPREAD, Optional.empty(), any -> true, random);
            if (!taken.add(slot)) {
                writer.met(slot, random);
                met++;
            }
        }
        assertThat(met).isLessThan(events / 50);
    }
}
