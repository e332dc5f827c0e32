package org.dcss.eventstore.core.entities;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dcss.eventstore.core.EventType;
import org.dcss.eventstore.core.Slot;
import org.dcss.eventstore.core.Source;
import org.dcss.eventstore.core.StoredEvent;
import org.dcss.eventstore.core.contract.Samples;
import org.dcss.eventstore.core.memory.ForwardingViewTable;
import org.dcss.eventstore.core.memory.MemoryViewTable;
import org.dcss.eventstore.core.view.ViewItem;
import org.dcss.eventstore.core.view.ViewKey;
import org.dcss.eventstore.core.view.ViewTable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class EntitiesTest {

    private static final EventType MILESTONE = new EventType("milestone");
    private static final EntityRule RULE = EntityRule.parse("milestone=/data/name");

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

    /** The rule names another place for their type, and says nothing of them. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "~b/a|{\"ID\":\"Order-7\",\"name\":\"no\",\"subject\":\"no\"}|order-7",
                "~b/~q83vEjRWeJCrze8SNFZ4kA|{\"ID\":\"x\"}|x",
                "~c/0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef|{\"name\":\"no\",\"subject\":\"A\"}|a",
                "b/a|{\"ID\":\"no\",\"subject\":\"no\",\"name\":\"yes\"}|yes"
            })
    void envelopeSaysItselfWhatItIsAbout(String id, String data, String entity) {
        StoredEvent stored = new StoredEvent(Samples.slot(1), Samples.event("cpo", "milestone", id, data));

        assertThat(RULE.entityOf(stored)).contains(entity);
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

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/data/more/name|{\"name\":\"no\",\"more\":{\"name\":\"yes\"}}|yes",
                "/data/names/1|{\"names\":[[\"no\"],\"yes\"]}|yes",
                "/data/1|{\"1\":\"yes\"}|yes",
                "/data/a~1b|{\"a~1b\":\"no\",\"a/b\":\"yes\"}|yes",
                "/data|12|12"
            })
    void pointersLeadIntoTheData(String pointer, String data, String entity) {
        assertThat(EntityRule.parse("milestone=" + pointer).entityOf(event(1, "milestone", data)))
                .contains(entity);
    }

    @ParameterizedTest
    @CsvSource({"/data/name/first,{\"name\":\"a\"}", "/data/names/2,{\"names\":[1]}", "/data/names/x,{\"names\":[1]}"})
    void pointersMayLeadNowhere(String pointer, String data) {
        assertThat(EntityRule.parse("milestone=" + pointer).entityOf(event(1, "milestone", data)))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"milestone", "milestone=name", "milestone=/src", "milestone=", "mile stone=/data/name"})
    void whatIsNoRuleIsRefused(String text) {
        assertThatThrownBy(() -> EntityRule.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void sameRuleHasTheSameTextAndNameAndAnotherRuleAnother() {
        EntityRule rule = EntityRule.parse("milestone=/data/name\nlogfile=/data/a~1b");

        assertThat(rule.text()).isEqualTo("logfile=/data/a~1b\nmilestone=/data/name");
        assertThat(EntityRule.parse(rule.text())).isEqualTo(rule);
        assertThat(new Entities(rule).name())
                .isEqualTo(new Entities(EntityRule.parse(rule.text())).name())
                .isNotEqualTo(new Entities(RULE).name());
        assertThat(new Entities(RULE).name()).isEqualTo("entities.1-ae372cfe");
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

        assertThat(entities.after(table, "AB", new Slot(0), 10)).containsExactly(indexed(1), indexed(3));
        assertThat(entities.after(table, "ab", Samples.slot(1), 10)).containsExactly(indexed(3));
        assertThat(entities.after(table, "ab", new Slot(0), 1)).containsExactly(indexed(1));
        assertThat(entities.after(table, "a", new Slot(0), 10)).isEmpty();
    }

    /** Whoever takes an event out of every index finds its items by that, and leaves the rest of each index as it is. */
    @Test
    void itemsOfAllIndexesAreKnownByTheirKeys() {
        List<ViewKey> keys = new ArrayList<>();
        ViewTable table = new ForwardingViewTable(new MemoryViewTable(10)) {
            @Override
            public void put(Map<ViewKey, ViewItem> items) {
                keys.addAll(items.keySet());
            }
        };
        Entities other = new Entities(EntityRule.parse("milestone=/data/god"));
        List.of(new Entities(RULE), other)
                .forEach(
                        index -> index.apply(List.of(event(1, "milestone", "{\"name\":\"a\",\"god\":\"@b\"}")), table));

        assertThat(keys).hasSize(4).allMatch(Entities::isEntry);
        assertThat(List.of(
                        other.checkpoint(),
                        new ViewKey("served", "entities"),
                        new ViewKey("xlog.2#cpo#milestones", "000000000000000"),
                        new ViewKey("archive.1#2026-11-20", "part-00001")))
                .noneMatch(Entities::isEntry);
    }

    private static Entities.Indexed indexed(int at) {
        return new Entities.Indexed(Samples.slot(at), new Source("cpo"), MILESTONE);
    }

    private static StoredEvent event(int at, String type, String data) {
        return new StoredEvent(Samples.slot(at), Samples.event("cpo", type, "e" + at, data));
    }
}
