package org.dcss.eventstore.core.sources;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.dcss.eventstore.core.Source;
import org.dcss.eventstore.core.StoredEvent;
import org.dcss.eventstore.core.contract.Samples;
import org.dcss.eventstore.core.memory.MemoryViewTable;
import org.junit.jupiter.api.Test;

final class SourcesTest {

    private final MemoryViewTable table = new MemoryViewTable(2);
    private final Sources sources = new Sources();

    private static StoredEvent event(int at, String src, String type) {
        return new StoredEvent(Samples.slot(at), Samples.event(src, type, "e" + at, "{}"));
    }

    @Test
    void eachSourceIsSummedUpHoweverOftenAndInWhateverPiecesItsEventsAreApplied() {
        List<StoredEvent> events = List.of(
                event(1, "cpo", "milestone"),
                event(2, "cao", "logfile"),
                event(3, "cpo", "logfile"),
                event(7, "cpo", "milestone"),
                event(9, "cue", "line"));
        sources.apply(events.subList(0, 2), table);
        sources.apply(events.subList(1, 4), table);
        sources.apply(events, table);
        sources.apply(events.subList(0, 3), table);

        assertThat(Sources.rows(table))
                .containsExactly(
                        new Sources.Row(
                                new Source("cao"),
                                new SourceActivity(Samples.slot(2), 1, Set.of("logfile")),
                                Samples.slot(2)),
                        new Sources.Row(
                                new Source("cpo"),
                                new SourceActivity(Samples.slot(1), 3, Set.of("milestone", "logfile")),
                                Samples.slot(7)),
                        new Sources.Row(
                                new Source("cue"),
                                new SourceActivity(Samples.slot(9), 1, Set.of("line")),
                                Samples.slot(9)));
    }

    @Test
    void typesAreNamedInTheOrderOfTheLogAndNotWithoutEnd() {
        List<StoredEvent> events = new ArrayList<>();
        for (int type = 0; type < 203; type++) {
            events.add(event(type, "cpo", "t" + type));
        }
        events.add(event(300, "cpo", "t5"));
        sources.apply(events.subList(0, 100), table);
        sources.apply(events, table);

        Set<String> types = Sources.rows(table).get(0).activity().types();
        assertThat(types).hasSize(201).startsWith("t0", "t1").endsWith("t199", "~other");
        assertThat(Sources.rows(table).get(0).activity().events()).isEqualTo(204);
    }

    @Test
    void sourceThatNobodyHasHeardOfHasNoRow() {
        assertThat(Sources.rows(table)).isEmpty();
    }
}
