package org.dcss.eventstore.core.entities;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dcss.eventstore.core.EventType;
import org.dcss.eventstore.core.Sha256;
import org.dcss.eventstore.core.Slot;
import org.dcss.eventstore.core.Source;
import org.dcss.eventstore.core.StoredEvent;
import org.dcss.eventstore.core.view.Content;
import org.dcss.eventstore.core.view.View;
import org.dcss.eventstore.core.view.ViewItem;
import org.dcss.eventstore.core.view.ViewKey;
import org.dcss.eventstore.core.view.ViewTable;

/**
 * An index of events by what they are about: two items for each event, which never change; whoever withdraws the event
 * removes them. One leads to the events in the order of the log, the other in that of the events' own times.
 */
public final class Entities implements View {

    /** What the names of all indexes begin with: of whichever rule, and of every version of this program. */
    public static final String NAMES = "entities.";

    private static final String NAME = NAMES + "1";

    /** Between an index's name and the entity, neither of which an index's name has. */
    private static final char BY_SLOT = '#';

    private static final char BY_TIME = '@';

    /** How many digits of the rule's digest: enough that no two rules of a store ever share a name. */
    private static final int DIGEST = 8;

    /** Beyond every slot, and of as many digits as a key has. */
    private static final long LAST = 999_999_999_999_999L;

    private final EntityRule rule;
    private final String name;

    /** @param rule another one is another view, with another name */
    public Entities(EntityRule rule) {
        this.rule = rule;
        this.name = NAME + "-" + Sha256.hex(rule.text()).substring(0, DIGEST);
    }

    /** An event in the index: where it is, and what a reader may filter by. */
    public record Indexed(Slot slot, Source src, EventType type) {}

    /** Such as {@code entities.1-ab12cd34}: what follows the hyphen is a digest of the rule. */
    @Override
    public String name() {
        return name;
    }

    public EntityRule rule() {
        return rule;
    }

    @Override
    public void apply(List<StoredEvent> events, ViewTable table) {
        Map<ViewKey, ViewItem> items = new LinkedHashMap<>();
        for (StoredEvent stored : events) {
            rule.entityOf(stored).ifPresent(entity -> {
                ViewItem item = new ViewItem(
                        stored.slot(),
                        Content.of(stored.event().src() + " " + stored.event().type()));
                items.put(new ViewKey(bySlot(entity), key(stored.slot())), item);
                items.put(new ViewKey(byTime(entity), Moment.of(stored).key()), item);
            });
        }
        table.put(items);
    }

    /** Whether an event is about this, which a withdrawn one is about nothing of. */
    boolean isAbout(StoredEvent stored, String entity) {
        return rule.entityOf(stored).filter(EntityRule.folded(entity)::equals).isPresent();
    }

    /**
     * Some events that are about this, ascending.
     *
     * @param entity in any case
     * @param limit how many at most, 1 or more; there may be fewer though more follow: only an empty answer says that none do
     */
    public List<Indexed> after(ViewTable table, String entity, Slot after, int limit) {
        return after(table, entity, after, new Slot(LAST - 1), limit);
    }

    /** As {@link #after(ViewTable, String, Slot, int)}, of no slot after {@code through}. */
    List<Indexed> after(ViewTable table, String entity, Slot after, Slot through, int limit) {
        return table.read(bySlot(EntityRule.folded(entity)), key(after.next()), key(through.next()), limit).stream()
                .map(Entities::indexed)
                .toList();
    }

    /** Some events that are about this, from a slot on descending; only an empty answer says that none follow. */
    List<Indexed> back(ViewTable table, String entity, Slot through, int limit) {
        return table.readBack(bySlot(EntityRule.folded(entity)), key(new Slot(0)), key(through.next()), limit).stream()
                .map(Entities::indexed)
                .toList();
    }

    /** Some events that are about this, by their own times after a moment; only an empty answer says that none follow. */
    List<Timed> afterMoment(ViewTable table, String entity, Moment after, int limit) {
        return table.read(byTime(EntityRule.folded(entity)), after.key() + '\0', "~", limit).stream()
                .map(entry -> new Timed(Moment.ofKey(entry.key()), indexed(entry)))
                .toList();
    }

    /** An event in the order of time. */
    record Timed(Moment moment, Indexed event) {}

    private static Indexed indexed(ViewTable.Entry entry) {
        String[] names = entry.item().content().text().split(" ", -1);
        return new Indexed(entry.item().through(), new Source(names[0]), new EventType(names[1]));
    }

    private String bySlot(String entity) {
        return name + BY_SLOT + entity;
    }

    private String byTime(String entity) {
        return name + BY_TIME + entity;
    }

    /** Whether an item, in whichever index, leads to the event at the slot that it is through; a checkpoint does not. */
    public static boolean isEntry(ViewKey key) {
        String part = key.view();
        return part.startsWith(NAMES) && (part.indexOf(BY_SLOT) > 0 || part.indexOf(BY_TIME) > 0);
    }

    private static String key(Slot slot) {
        return "%015d".formatted(slot.millis());
    }
}
