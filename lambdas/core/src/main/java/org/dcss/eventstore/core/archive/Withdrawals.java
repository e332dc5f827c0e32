package org.dcss.eventstore.core.archive;

import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.dcss.eventstore.core.Day;
import org.dcss.eventstore.core.Slot;
import org.dcss.eventstore.core.archive.object.ArchivedObject;
import org.dcss.eventstore.core.archive.object.Manifest;
import org.dcss.eventstore.core.archive.object.ManifestJson;
import org.dcss.eventstore.core.archive.object.ObjectNames;
import org.dcss.eventstore.core.archive.object.ObjectStore;
import org.dcss.eventstore.core.archive.object.Summary;
import org.dcss.eventstore.core.archive.object.TextReader;
import org.dcss.eventstore.core.archive.object.TextWriter;
import org.dcss.eventstore.core.read.EventJson;
import org.dcss.eventstore.core.view.ViewTableException;

/**
 * Takes withdrawn data out of the archive. A day's objects are made anew from themselves, never from the table, whose events
 * may have been deleted. For one thread.
 */
final class Withdrawals {

    /** How often an object is read again because another archiver has replaced it meanwhile. */
    private static final int ATTEMPTS = 4;

    private final ObjectStore store;
    private final StoredTexts texts;
    private final DayItems items;

    private Slot notice = new Slot(0);
    private final Set<Day> daysDone = new HashSet<>();
    private Optional<Work> work = Optional.empty();

    Withdrawals(ObjectStore store, DayItems items) {
        this.store = store;
        this.texts = new StoredTexts(store);
        this.items = items;
    }

    /** A day that is made anew: the manifest is read before the objects, so that it is replaced only if none has changed since. */
    private record Work(
            Day day, List<Notice> notices, StoredTexts.StoredManifest before, Map<ArchivedObject, Summary> made) {}

    /**
     * Makes the next object anew for a notice. What concerns a day that is not archived yet is kept until it is.
     *
     * @param archived the last archived day
     * @return whether all is done that the notice asks for
     */
    boolean handle(Notice told, Optional<Day> archived) {
        Map<Day, Notice> days = told.byDay();
        if (!told.at().equals(notice)) {
            items.keepNotices(days);
            daysDone.clear();
            notice = told.at();
        }
        for (Day day : days.keySet()) {
            boolean isArchived =
                    archived.filter(last -> day.compareTo(last) <= 0).isPresent();
            if (isArchived && !daysDone.contains(day)) {
                if (!apply(day)) {
                    return false;
                }
                daysDone.add(day);
            }
        }
        return true;
    }

    /**
     * Makes the next object of a day anew, and in the end its manifest, if something was told of it.
     *
     * @return whether all that was told of it is done
     */
    boolean apply(Day day) {
        Optional<Work> begun = work.filter(some -> some.day().equals(day)).or(() -> begin(day));
        work = Optional.empty();
        if (begun.isEmpty()) {
            return true;
        }
        Work now = begun.get();
        for (ArchivedObject object : now.before().manifest().objects()) {
            if (!now.made().containsKey(object) && concern(now.notices(), object)) {
                now.made().put(object, withdraw(day, object, now.notices()));
                work = begun;
                return false;
            }
        }
        Manifest after = now.before().manifest().with(now.made());
        boolean same = after.equals(now.before().manifest());
        if (same
                || store.put(
                        ObjectNames.manifest(day), Optional.of(now.before().version()), ManifestJson.write(after))) {
            items.keepApplied(day, now.notices());
        }
        return false;
    }

    private Optional<Work> begin(Day day) {
        List<Notice> pending = items.pending(day);
        return pending.isEmpty()
                ? Optional.empty()
                // A day without a manifest has no objects.
                : texts.manifest(day).map(manifest -> new Work(day, pending, manifest, new HashMap<>()));
    }

    private static boolean concern(List<Notice> notices, ArchivedObject object) {
        return notices.stream().anyMatch(one -> one.concerns(object));
    }

    /** What the object holds once the data is taken out. */
    private Summary withdraw(Day day, ArchivedObject object, List<Notice> notices) {
        String name = ObjectNames.object(day, object.group(), object.part());
        Map<Slot, String> reasons = new HashMap<>();
        notices.stream().filter(one -> one.src().equals(object.group().src())).forEach(one -> one.addTo(reasons));
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            Optional<Optional<Summary>> made = texts.read(name, stored -> withdraw(name, stored, reasons));
            if (made.isEmpty()) {
                // It has been lost, which a comparison tells; there is nothing to take out.
                return object.summary();
            }
            if (made.get().isPresent()) {
                return made.get().get();
            }
        }
        throw new ViewTableException(
                "the archive's " + name + " is replaced again and again", new IllegalStateException());
    }

    /** Empty if the object has been replaced meanwhile. */
    private Optional<Summary> withdraw(String name, ObjectStore.Stored stored, Map<Slot, String> reasons)
            throws IOException {
        boolean changed = false;
        try (TextReader lines = new TextReader(stored.content());
                TextWriter writer = new TextWriter()) {
            for (Optional<byte[]> line = lines.next(); line.isPresent(); line = lines.next()) {
                byte[] json = line.get();
                Slot slot = EventJson.slot(json);
                Optional<byte[]> without =
                        Optional.ofNullable(reasons.get(slot)).flatMap(reason -> EventJson.withdrawn(json, reason));
                changed = changed || without.isPresent();
                writer.add(slot, without.orElse(json));
            }
            TextWriter.Text text = writer.finish();
            return !changed || store.put(name, Optional.of(stored.version()), text.packed())
                    ? Optional.of(text.summary())
                    : Optional.empty();
        }
    }
}
