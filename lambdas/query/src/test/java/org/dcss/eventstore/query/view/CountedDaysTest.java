package org.dcss.eventstore.query.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.dcss.eventstore.core.Day;
import org.dcss.eventstore.core.Slot;
import org.dcss.eventstore.core.StoredEvent;
import org.dcss.eventstore.core.contract.Samples;
import org.dcss.eventstore.core.counts.Counts;
import org.dcss.eventstore.core.memory.ForwardingViewTable;
import org.dcss.eventstore.core.memory.MemoryViewTable;
import org.junit.jupiter.api.Test;

final class CountedDaysTest {

    private static final Instant NOW = Instant.parse("2021-05-18T00:00:00Z");

    private final CountedDays days = new CountedDays();
    private final MemoryViewTable memory = new MemoryViewTable(7);
    private int reads;

    /** Counts what is read. */
    private final ForwardingViewTable table = new ForwardingViewTable(memory) {
        @Override
        public List<Entry> read(String view, String from, String to, int limit) {
            reads++;
            return super.read(view, from, to, limit);
        }
    };

    @Test
    void whateverWasKeptTheRowsAreThoseOfTheTable() {
        Random random = new Random(5);
        for (int i = 0; i < 40; i++) {
            if (random.nextInt(3) > 0) {
                count(day(i), 1 + random.nextInt(3), 1);
            }
        }
        for (int i = 0; i < 300; i++) {
            int from = random.nextInt(40);
            int through = from + random.nextInt(40 - from);
            Day over = day(random.nextInt(40));

            assertThat(rows(from, through, NOW.plusSeconds(20L * i), over))
                    .usingRecursiveComparison()
                    .isEqualTo(Counts.rows(memory, day(from), day(through)));
        }
    }

    @Test
    void dayThatIsOverIsReadOnceAnHour() {
        count(day(0), 2, 1);
        count(day(1), 2, 1);
        assertThat(rows(0, 2, NOW, day(2))).hasSize(4);
        int before = reads;
        count(day(1), 1, 1);

        assertThat(rows(0, 2, NOW.plusSeconds(3599), day(2))).hasSize(4);
        assertThat(reads).isEqualTo(before);
        assertThat(rows(1, 1, NOW.plusSeconds(3599), day(2)).get(0).counts().totals())
                .containsEntry("t0", 1L);

        assertThat(rows(1, 1, NOW.plusSeconds(3600), day(2)).get(0).counts().totals())
                .containsEntry("t0", 2L);
        assertThat(reads).isGreaterThan(before);
    }

    @Test
    void dayThatIsNotOverIsReadEachTime() {
        count(day(0), 1, 1);
        rows(0, 1, NOW, day(0));
        count(day(1), 1, 1);

        assertThat(rows(0, 1, NOW, day(0))).hasSize(2);
        count(day(1), 1, 1);
        assertThat(rows(0, 1, NOW, day(0)).get(1).counts().totals()).containsEntry("t0", 2L);
    }

    @Test
    void whatWasNotReadToTheEndIsNotKept() {
        count(day(0), 3, 1);
        CountedDays.Reading reading = days.at(NOW);
        assertThat(reading.eachRow(table, day(0), day(0), row -> false)).isFalse();
        reading.keep(day -> true);

        assertThat(rows(0, 0, NOW, day(0))).hasSize(3);
        assertThat(days.at(NOW).eachRow(table, day(0), day(0), row -> false)).isFalse();
    }

    @Test
    void noMoreIsKeptThanThereIsRoomFor() {
        int full = CountedDays.MAX_CELLS / 201;
        for (int i = 0; i <= full; i++) {
            count(day(i), 1, 200);
        }
        assertThat(rows(0, full - 1, NOW, day(full))).hasSize(full);
        int before = reads;
        assertThat(rows(0, full - 1, NOW, day(full))).hasSize(full);
        assertThat(reads).isEqualTo(before);

        rows(full, full, NOW, day(full));
        before = reads;

        assertThat(rows(0, 0, NOW, day(full))).hasSize(1);
        assertThat(reads).isGreaterThan(before);
    }

    private List<Counts.Row> rows(int from, int through, Instant now, Day over) {
        List<Counts.Row> rows = new ArrayList<>();
        CountedDays.Reading reading = days.at(now);
        assertThat(reading.eachRow(table, day(from), day(through), rows::add)).isTrue();
        reading.keep(day -> day.compareTo(over) <= 0);
        return rows;
    }

    /** An event of each type of each source. */
    private void count(Day day, int sources, int types) {
        List<StoredEvent> events = new ArrayList<>();
        long slot = day.startMillis() + reads + memory.itemsBeside("").size() * 1_000L;
        for (int src = 0; src < sources; src++) {
            for (int type = 0; type < types; type++) {
                events.add(new StoredEvent(new Slot(slot++), Samples.event("s" + src, "t" + type, "e", "{}")));
            }
        }
        new Counts().apply(events, memory);
    }

    private static Day day(int number) {
        return new Day(Samples.DAY.startMillis() + number * 86_400_000L);
    }
}
