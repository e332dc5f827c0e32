package org.dcss.eventstore.core.archive;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.dcss.eventstore.core.Day;
import org.dcss.eventstore.core.Slot;
import org.dcss.eventstore.core.Source;
import org.dcss.eventstore.core.StoredEvent;
import org.dcss.eventstore.core.archive.object.ArchivedObject;
import org.dcss.eventstore.core.archive.object.Summary;
import org.dcss.eventstore.core.read.WithdrawalNotice;
import org.dcss.eventstore.core.view.Content;

/**
 * What an event of type {@code withdrawal} tells.
 *
 * @param at the slot of that event
 * @param src whose events were withdrawn
 * @param reason a line of plain text
 * @param slots of the withdrawn events, ascending; at most 2,000
 */
record Notice(Slot at, Source src, String reason, List<Slot> slots) {

    Notice {
        slots = List.copyOf(slots);
    }

    /** Empty if the event tells nothing that this version understands. */
    static Optional<Notice> of(StoredEvent stored) {
        return WithdrawalNotice.of(stored)
                .map(told -> new Notice(stored.slot(), stored.event().src(), told.reason(), told.slots()));
    }

    /** What it tells of each day. */
    SortedMap<Day, Notice> byDay() {
        SortedMap<Day, List<Slot>> days = new TreeMap<>();
        slots.forEach(slot ->
                days.computeIfAbsent(slot.day(), any -> new ArrayList<>()).add(slot));
        SortedMap<Day, Notice> notices = new TreeMap<>();
        days.forEach((day, some) -> notices.put(day, new Notice(at, src, reason, some)));
        return notices;
    }

    /** As an item of a view keeps it: the source, the reason and the slots, a line each. */
    Content content() {
        StringBuilder text = new StringBuilder(src.name() + "\n" + reason + "\n");
        slots.forEach(slot -> text.append(slot.millis()).append(' '));
        return Content.of(text.toString());
    }

    static Notice of(Slot at, Content content) {
        String[] lines = content.text().split("\n", 3);
        return new Notice(
                at,
                new Source(lines[0]),
                lines[1],
                Arrays.stream(lines[2].split(" "))
                        .map(slot -> new Slot(Long.parseLong(slot)))
                        .toList());
    }

    /** Whether it may concern something that an object holds. */
    boolean concerns(ArchivedObject object) {
        Summary summary = object.summary();
        return object.group().src().equals(src)
                && slots.stream().anyMatch(slot -> !summary.first().isAfter(slot) && !slot.isAfter(summary.last()));
    }

    /** Adds the reason of each event for which there is none yet: the first withdrawal is the one that counts. */
    void addTo(Map<Slot, String> reasons) {
        slots.forEach(slot -> reasons.putIfAbsent(slot, reason));
    }
}
