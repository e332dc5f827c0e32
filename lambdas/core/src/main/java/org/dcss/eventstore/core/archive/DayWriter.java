package org.dcss.eventstore.core.archive;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import org.dcss.eventstore.core.Day;
import org.dcss.eventstore.core.Slot;
import org.dcss.eventstore.core.archive.object.ArchivedObject;
import org.dcss.eventstore.core.archive.object.Group;
import org.dcss.eventstore.core.archive.object.Manifest;
import org.dcss.eventstore.core.archive.object.ManifestJson;
import org.dcss.eventstore.core.archive.object.ObjectNames;
import org.dcss.eventstore.core.archive.object.ObjectStore;
import org.dcss.eventstore.core.archive.object.Part;
import org.dcss.eventstore.core.archive.object.Summary;
import org.dcss.eventstore.core.archive.object.TextWriter;
import org.dcss.eventstore.core.read.EventLog;
import org.dcss.eventstore.core.view.ViewTableException;

/** Writes a day's objects, a part at a time, and then its manifest. Overwrites nothing. */
final class DayWriter {

    private final PartReader reader;
    private final ObjectStore store;
    private final StoredTexts texts;
    private final DayItems items;
    private final int partBytes;

    DayWriter(EventLog log, ObjectStore store, DayItems items, int partBytes) {
        this.reader = new PartReader(log);
        this.store = store;
        this.texts = new StoredTexts(store);
        this.items = items;
        this.partBytes = partBytes;
    }

    /**
     * What came of a step.
     *
     * @param events how many were read
     * @param done whether the day's objects and its manifest are there
     */
    record Step(int events, boolean done) {}

    /** Writes the next part of a day, or its manifest. */
    Step step(Day day) {
        List<DayItems.Cut> cuts = items.parts(day);
        if (cuts.isEmpty() && texts.has(ObjectNames.manifest(day))) {
            // The table of views has been emptied. What the archive has may be more than the table of events still has.
            return new Step(0, true);
        }
        for (DayItems.Cut cut : cuts) {
            if (cut.objects().isEmpty()) {
                return write(day, cut);
            }
        }
        Slot from = cuts.isEmpty() ? day.first() : last(cuts).through().next();
        if (!from.isAfter(day.last())) {
            return begin(day, cuts.size() + 1, from);
        }
        Manifest manifest = manifest(day, cuts);
        if (!manifest.objects().isEmpty()) {
            // If there is one it says the same, or it is a later one, after a withdrawal.
            boolean unused = store.put(ObjectNames.manifest(day), Optional.empty(), ManifestJson.write(manifest));
        }
        return new Step(0, true);
    }

    private static Part last(List<DayItems.Cut> cuts) {
        return cuts.get(cuts.size() - 1).part();
    }

    private static Manifest manifest(Day day, List<DayItems.Cut> cuts) {
        List<ArchivedObject> all = new ArrayList<>();
        cuts.forEach(cut -> all.addAll(cut.objects().orElseThrow()));
        return new Manifest(day, cuts.stream().map(DayItems.Cut::part).toList(), all);
    }

    /** Reads a part whose end is not known yet, keeps the end and then writes the part. */
    private Step begin(Day day, int number, Slot from) {
        try (PartWriter writer = new PartWriter(partBytes)) {
            int[] events = {0};
            Slot through = reader.read(from, day.last(), counting(writer, events));
            Part part = new Part(number, from, through);
            SortedSet<Group> groups = writer.groups();
            if (items.keep(day, part, groups)) {
                write(day, part, writer);
            }
            return new Step(events[0], false);
        }
    }

    /** Writes a part whose end is known. */
    private Step write(Day day, DayItems.Cut cut) {
        // A withdrawal or a late event may have changed its length: its end and its objects stay what they are.
        try (PartWriter writer = new PartWriter(Integer.MAX_VALUE)) {
            int[] events = {0};
            Slot unused = reader.read(
                    cut.part().from(),
                    cut.part().through(),
                    counting(
                            (group, slot, line) -> !cut.groups().contains(group) || writer.take(group, slot, line),
                            events));
            write(day, cut.part(), writer);
            return new Step(events[0], false);
        }
    }

    private static PartReader.Taker counting(PartReader.Taker taker, int[] events) {
        return (group, slot, line) -> {
            boolean taken = taker.take(group, slot, line);
            events[0] += taken ? 1 : 0;
            return taken;
        };
    }

    private void write(Day day, Part part, PartWriter writer) {
        List<ArchivedObject> written = new ArrayList<>();
        for (Map.Entry<Group, TextWriter.Text> text : writer.finish().entrySet()) {
            String name = ObjectNames.object(day, text.getKey(), part.number());
            boolean put = store.put(name, Optional.empty(), text.getValue().packed());
            Summary summary = put ? text.getValue().summary() : found(name);
            written.add(new ArchivedObject(text.getKey(), part.number(), summary));
        }
        items.keepWritten(day, part, written);
    }

    /** What another archiver, or this one before it was ended, has written. */
    private Summary found(String name) {
        return texts.summary(name)
                .orElseThrow(() -> new ViewTableException(
                        "the archive's " + name + " is gone again", new IllegalStateException()));
    }
}
