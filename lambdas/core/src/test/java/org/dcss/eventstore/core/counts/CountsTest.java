package org.dcss.eventstore.core.counts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.dcss.eventstore.core.StoredEvent;
import org.dcss.eventstore.core.contract.Samples;
import org.dcss.eventstore.core.memory.MemoryViewTable;
import org.junit.jupiter.api.Test;

final class CountsTest {

    private static final int HOUR = 3_600_000;

    private final Counts counts = new Counts();
    private final MemoryViewTable table = new MemoryViewTable(2);

    @Test
    void eventsAreCountedByDayHourSourceAndType() {
        counts.apply(
                List.of(
                        at(0, "cpo", "milestone"),
                        at(HOUR - 1, "cpo", "milestone"),
                        at(HOUR, "cpo", "milestone"),
                        at(HOUR + 1, "cpo", "logfile"),
                        at(HOUR + 2, "cao", "milestone"),
                        at(24L * HOUR - 1, "cpo", "milestone"),
                        at(24L * HOUR, "cpo", "milestone")),
                table);

        List<Counts.Row> rows = Counts.rows(table, Samples.DAY, Samples.DAY.next());
        assertThat(rows)
                .extracting(
                        row -> row.src().name(),
                        Counts.Row::day,
                        row -> row.counts().totals())
                .containsExactly(
                        tuple("cao", Samples.DAY, Map.of("milestone", 1L)),
                        tuple("cpo", Samples.DAY, Map.of("milestone", 4L, "logfile", 1L)),
                        tuple("cpo", Samples.DAY.next(), Map.of("milestone", 1L)));
        long[] hours = rows.get(1).counts().hours("milestone");
        assertThat(new long[] {hours[0], hours[1], hours[2], hours[23]}).containsExactly(2, 1, 0, 1);
        assertThat(Counts.rows(table, Samples.DAY, Samples.DAY)).hasSize(2);
    }

    @Test
    void typesBeyondTheFirstAreCountedTogether() {
        List<StoredEvent> events = new ArrayList<>();
        for (int i = 0; i < DayCounts.MAX_TYPES + 30; i++) {
            events.add(at(i, "cpo", "t" + i));
        }
        counts.apply(events.subList(0, 100), table);
        counts.apply(events, table);
        counts.apply(List.of(at(5_000, "cpo", "t" + DayCounts.MAX_TYPES), at(5_001, "cpo", "t0")), table);

        Map<String, Long> totals =
                Counts.rows(table, Samples.DAY, Samples.DAY).get(0).counts().totals();
        assertThat(totals)
                .hasSize(DayCounts.MAX_TYPES + 1)
                .containsEntry("t0", 2L)
                .containsEntry("t199", 1L);
        assertThat(totals).containsEntry(DayCounts.OTHER, 31L);
    }

    private static StoredEvent at(long millisIntoDay, String src, String type) {
        return new StoredEvent(Samples.slot(millisIntoDay), Samples.event(src, type, "e" + millisIntoDay, "{}"));
    }
}
