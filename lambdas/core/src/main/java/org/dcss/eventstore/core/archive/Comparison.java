package org.dcss.eventstore.core.archive;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.dcss.eventstore.core.Day;
import org.dcss.eventstore.core.Slot;
import org.dcss.eventstore.core.archive.object.ArchivedObject;
import org.dcss.eventstore.core.archive.object.Group;
import org.dcss.eventstore.core.archive.object.ObjectNames;
import org.dcss.eventstore.core.archive.object.ObjectStore;
import org.dcss.eventstore.core.archive.object.Part;
import org.dcss.eventstore.core.archive.object.Summary;
import org.dcss.eventstore.core.archive.object.TextDigest;
import org.dcss.eventstore.core.read.Consistency;
import org.dcss.eventstore.core.read.EventLog;
import org.dcss.eventstore.core.view.Content;
import org.dcss.eventstore.core.view.ViewItem;
import org.dcss.eventstore.core.view.ViewKey;
import org.dcss.eventstore.core.view.ViewTable;

/**
 * Compares archived days with the table of events, some time after they are closed, a part at a time: it counts both again
 * from the first event to the last. For one thread.
 */
final class Comparison {

    private final EventLog log;
    private final ViewTable table;
    private final StoredTexts texts;
    private final ArchiveOptions options;
    private final Clock clock;
    private final ViewKey cursor;
    private final Duration delay;
    private final Consumer<Difference> differences;

    /** There is nothing to compare up to this day. */
    private Optional<Day> lookedThrough = Optional.empty();

    /**
     * A comparison.
     *
     * @param name of the item that says how far it is
     * @param delay how long after a day may be archived
     */
    Comparison(
            EventLog log,
            ViewTable table,
            ObjectStore store,
            ArchiveOptions options,
            Clock clock,
            String name,
            Duration delay,
            Consumer<Difference> differences) {
        this.log = log;
        this.table = table;
        this.texts = new StoredTexts(store);
        this.options = options;
        this.clock = clock;
        this.cursor = new ViewKey(Archive.VIEW, name);
        this.delay = delay;
        this.differences = differences;
    }

    /**
     * Compares the next part, if there is one.
     *
     * @param archived the last archived day
     * @return whether there was one
     */
    boolean step(Optional<Day> archived) {
        Instant now = clock.instant();
        Optional<Day> due =
                options.lastDue(now, delay).flatMap(last -> archived.map(day -> day.compareTo(last) < 0 ? day : last));
        if (due.isEmpty()
                || lookedThrough.filter(seen -> due.get().compareTo(seen) <= 0).isPresent()) {
            return false;
        }
        Optional<Slot> read = table.get(cursor).map(ViewItem::through);
        Slot from = read.map(Slot::next).orElse(new Slot(0));
        List<Day> days = from.day().compareTo(due.get()) > 0
                ? List.of()
                : log.days(from.day(), due.get(), 1, Consistency.STRONG);
        if (days.isEmpty()) {
            lookedThrough = due;
            return false;
        }
        Day day = days.get(0);
        Slot through = day.last();
        if (!options.mayHaveExpired(day, now)) {
            Optional<StoredTexts.StoredManifest> manifest = texts.manifest(day);
            Part part = part(day, manifest, Slot.max(from, day.first()));
            List<Difference> found = compare(day, manifest, part);
            if (!found.isEmpty() && !texts.manifest(day).equals(manifest)) {
                return true;
            }
            found.forEach(differences);
            through = part.through();
        }
        // If another archiver has moved it meanwhile it is further on.
        boolean unused = table.replace(cursor, read, new ViewItem(through, Content.EMPTY));
        return true;
    }

    /** The part of the day that holds a slot; where there is no manifest, all of the day. */
    private static Part part(Day day, Optional<StoredTexts.StoredManifest> manifest, Slot from) {
        return manifest.stream()
                .flatMap(stored -> stored.manifest().parts().stream())
                .filter(part -> !from.isAfter(part.through()))
                .findFirst()
                .orElse(new Part(1, day.first(), day.last()));
    }

    /** How all of a day differs, whether it may have expired or not. */
    List<Difference> compare(Day day) {
        Optional<StoredTexts.StoredManifest> manifest = texts.manifest(day);
        List<Difference> all = new ArrayList<>();
        Slot from = day.first();
        while (!from.isAfter(day.last())) {
            Part part = part(day, manifest, from);
            all.addAll(compare(day, manifest, part));
            from = part.through().next();
        }
        return all;
    }

    private List<Difference> compare(Day day, Optional<StoredTexts.StoredManifest> manifest, Part part) {
        Map<Group, Summary> counted = new TreeMap<>(recount(part));
        if (manifest.isEmpty()) {
            return counted.isEmpty()
                    ? List.of()
                    : List.of(new Difference(day, ObjectNames.manifest(day), Optional.empty(), Optional.empty()));
        }
        List<Difference> found = new ArrayList<>();
        for (ArchivedObject object : manifest.get().manifest().objects()) {
            if (object.part() == part.number()) {
                String name = ObjectNames.object(day, object.group(), object.part());
                Optional<Summary> right = Optional.ofNullable(counted.remove(object.group()));
                Optional<Summary> told = Optional.of(object.summary());
                Optional<Summary> held = texts.summary(name);
                if (!held.equals(right)) {
                    found.add(new Difference(day, name, held, right));
                } else if (!told.equals(right)) {
                    found.add(new Difference(day, ObjectNames.manifest(day) + " on " + name, told, right));
                }
            }
        }
        counted.forEach((group, summary) -> found.add(new Difference(
                day, ObjectNames.object(day, group, part.number()), Optional.empty(), Optional.of(summary))));
        return found;
    }

    private Map<Group, Summary> recount(Part part) {
        Map<Group, TextDigest> digests = new HashMap<>();
        Slot unused = new PartReader(log).read(part.from(), part.through(), (group, slot, line) -> {
            digests.computeIfAbsent(group, any -> new TextDigest()).add(slot, line);
            return true;
        });
        Map<Group, Summary> summaries = new HashMap<>();
        digests.forEach((group, digest) -> summaries.put(group, digest.summary()));
        return summaries;
    }
}
