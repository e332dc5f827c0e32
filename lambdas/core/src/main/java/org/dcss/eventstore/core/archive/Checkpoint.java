package org.dcss.eventstore.core.archive;

import java.time.Duration;
import java.util.Optional;
import org.dcss.eventstore.core.Day;
import org.dcss.eventstore.core.Slot;
import org.dcss.eventstore.core.archive.object.ObjectNames;
import org.dcss.eventstore.core.view.Content;
import org.dcss.eventstore.core.view.ViewItem;
import org.dcss.eventstore.core.view.ViewKey;
import org.dcss.eventstore.core.view.ViewTable;

/**
 * How far the archive is, in one item: whoever has done a day, or a withdrawal, moves both places at once, and only if
 * neither has moved. So no withdrawal passes by a day that is archived at the same time.
 *
 * @param read the item's place in the feed when it was read; empty if there was none
 * @param position up to this slot, included, every notice of a withdrawal has been seen to
 * @param archived the last day that is archived
 */
record Checkpoint(Optional<Slot> read, Slot position, Optional<Day> archived) {

    private static final ViewKey KEY = new ViewKey(Archive.VIEW, "checkpoint");

    static Checkpoint read(ViewTable table) {
        Optional<ViewItem> item = table.get(KEY);
        return new Checkpoint(
                item.map(ViewItem::through),
                item.map(ViewItem::through).orElse(new Slot(0)),
                item.map(kept -> kept.content().text())
                        .filter(date -> !date.isEmpty())
                        .map(ObjectNames::day));
    }

    Checkpoint seen(Slot slot) {
        return new Checkpoint(read, slot, archived);
    }

    Checkpoint with(Day day) {
        return new Checkpoint(read, position, Optional.of(day));
    }

    boolean isUnsaved() {
        return read.map(position::isAfter).orElse(true);
    }

    boolean isUnsavedFor(Duration time) {
        return position.isAfter(Slot.at(read.orElse(new Slot(0)).plus(time)));
    }

    /** Puts the item; empty if another archiver was first. */
    Optional<Checkpoint> save(ViewTable table) {
        Content content = Content.of(archived.map(ObjectNames::date).orElse(""));
        return table.replace(KEY, read, new ViewItem(position, content))
                ? Optional.of(new Checkpoint(Optional.of(position), position, archived))
                : Optional.empty();
    }
}
