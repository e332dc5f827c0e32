package org.dcss.eventstore.core.view;

import java.util.List;
import java.util.Optional;
import org.dcss.eventstore.core.Slot;
import org.dcss.eventstore.core.StoredEvent;

/** Brings items up to date: the one rule that makes applying events again harmless. */
public final class Updates {

    private Updates() {}

    /** How an item changes by events that are not in it yet. */
    @FunctionalInterface
    public interface Fold {

        /**
         * The item's next content. May keep further items in the table first; is called again where another projector was
         * quicker.
         *
         * @param before empty if there is no such item yet
         * @param events those that concern the item and are not in it, ascending; one or more
         */
        Content apply(Optional<Content> before, List<StoredEvent> events);
    }

    /**
     * Applies to an item what is not in it yet.
     *
     * @param events all that concern it in a stretch of the log, ascending
     */
    public static void update(ViewTable table, ViewKey key, List<StoredEvent> events, Fold fold) {
        boolean done = false;
        while (!done) {
            Optional<ViewItem> before = table.get(key);
            List<StoredEvent> newer = before.map(ViewItem::through)
                    .map(through -> after(through, events))
                    .orElse(events);
            done = newer.isEmpty()
                    || table.replace(
                            key,
                            before.map(ViewItem::through),
                            new ViewItem(
                                    newer.get(newer.size() - 1).slot(),
                                    fold.apply(before.map(ViewItem::content), newer)));
        }
    }

    private static List<StoredEvent> after(Slot through, List<StoredEvent> events) {
        return events.stream().filter(event -> event.slot().isAfter(through)).toList();
    }
}
