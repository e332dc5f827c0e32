package org.dcss.eventstore.core.entities;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dcss.eventstore.core.EventType;
import org.dcss.eventstore.core.Slot;
import org.dcss.eventstore.core.Source;
import org.dcss.eventstore.core.StoredEvent;
import org.dcss.eventstore.core.contract.Samples;
import org.dcss.eventstore.core.memory.MemoryViewTable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class EntitiesTest {

    private static final EventType MILESTONE = new EventType("milestone");
    private static final EntityRule RULE = new EntityRule(Map.of(MILESTONE, "name"));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"name\":\"EdsRzf\"}|edsrzf",
                "{\"more\":{\"name\":\"no\"},\"name\":\"yes\"}|yes",
                "{\"name\":12}|12",
                "{\"name\":\"ÄZ\"}|Äz",
                "{\"name\":\"a#b c\"}|a#b c"
            })
    void nameIsTheEntity(String data, String entity) {
        assertThat(RULE.entityOf(event(1, "milestone", data))).contains(entity);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "milestone|{}",
                "milestone|{\"name\":\"\"}",
                "milestone|{\"name\":[\"a\"]}",
                "milestone|{\"name\":",
                "milestone|{\"more\":{\"name\":\"no\"}}",
                "logfile|{\"name\":\"a\"}"
            })
    void whatNamesNothingIsAboutNothing(String type, String data) {
        assertThat(RULE.entityOf(event(1, type, data))).isEmpty();
    }

    @Test
    void longNamesAndWithdrawnOnesAreLeftOut() {
        assertThat(RULE.entityOf(event(1, "milestone", "{\"name\":\"" + "a".repeat(256) + "\"}")))
                .isPresent();
        assertThat(RULE.entityOf(event(1, "milestone", "{\"name\":\"" + "a".repeat(257) + "\"}")))
                .isEmpty();
        StoredEvent withdrawn =
                new StoredEvent(Samples.slot(1), Samples.event("cpo", "milestone", "a", ""), Optional.of("a wish"));
        assertThat(RULE.entityOf(withdrawn)).isEmpty();
    }

    @Test
    void eventsAreFoundInOrderWhateverTheCase() {
        MemoryViewTable table = new MemoryViewTable(10);
        Entities entities = new Entities(RULE);
        List<StoredEvent> events = List.of(
                event(1, "milestone", "{\"name\":\"Ab\"}"),
                event(2, "milestone", "{\"name\":\"other\"}"),
                event(3, "milestone", "{\"name\":\"aB\"}"));
        entities.apply(events, table);
        entities.apply(events, table);

        assertThat(Entities.after(table, "AB", new Slot(0), 10)).containsExactly(indexed(1), indexed(3));
        assertThat(Entities.after(table, "ab", Samples.slot(1), 10)).containsExactly(indexed(3));
        assertThat(Entities.after(table, "ab", new Slot(0), 1)).containsExactly(indexed(1));
        assertThat(Entities.after(table, "a", new Slot(0), 10)).isEmpty();
    }

    private static Entities.Indexed indexed(int at) {
        return new Entities.Indexed(Samples.slot(at), new Source("cpo"), MILESTONE);
    }

    private static StoredEvent event(int at, String type, String data) {
        return new StoredEvent(Samples.slot(at), Samples.event("cpo", type, "e" + at, data));
    }
}
