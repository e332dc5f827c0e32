package org.dcss.eventstore.core.archive;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.dcss.eventstore.core.Day;
import org.dcss.eventstore.core.EventType;
import org.dcss.eventstore.core.Slot;
import org.dcss.eventstore.core.Source;
import org.dcss.eventstore.core.archive.object.ArchivedObject;
import org.dcss.eventstore.core.archive.object.Group;
import org.dcss.eventstore.core.archive.object.ObjectNames;
import org.dcss.eventstore.core.archive.object.Part;
import org.dcss.eventstore.core.archive.object.Summary;
import org.dcss.eventstore.core.view.Content;
import org.dcss.eventstore.core.view.ViewItem;
import org.dcss.eventstore.core.view.ViewKey;
import org.dcss.eventstore.core.view.ViewTable;

/**
 * What the table of views keeps of a day while it is archived: where its parts end, what was written of each, and which
 * withdrawals concern it. No item ever changes.
 */
final class DayItems {

    private static final String PART = "part-";
    private static final String WRITTEN = "written-";
    private static final String NOTICE = "notice-";
    private static final String APPLIED = "applied-";
    /** Sorts after every digit. */
    private static final String END = "~";

    private final ViewTable table;

    DayItems(ViewTable table) {
        this.table = table;
    }

    /**
     * A part whose end is certain.
     *
     * @param groups those that have an object
     * @param objects empty as long as it is not known that all of them are there
     */
    record Cut(Part part, SortedSet<Group> groups, Optional<List<ArchivedObject>> objects) {}

    private static String view(Day day) {
        return Archive.VIEW + "#" + ObjectNames.date(day);
    }

    private static String numbered(String kind, long number, int digits) {
        return kind + String.format(Locale.ROOT, "%0" + digits + "d", number);
    }

    private static ViewKey part(Day day, int number) {
        return new ViewKey(view(day), numbered(PART, number, 5));
    }

    private static ViewKey noticed(String kind, Day day, Slot notice) {
        return new ViewKey(view(day), numbered(kind, notice.millis(), 16));
    }

    /** The parts of a day so far, ascending. */
    List<Cut> parts(Day day) {
        Map<Integer, List<ArchivedObject>> written = new TreeMap<>();
        for (ViewTable.Entry entry : table.readAll(view(day), WRITTEN, WRITTEN + END)) {
            int number = Integer.parseInt(entry.key().substring(WRITTEN.length()));
            written.put(number, objects(number, entry.item().content()));
        }
        List<Cut> cuts = new ArrayList<>();
        Slot from = day.first();
        for (ViewTable.Entry entry : table.readAll(view(day), PART, PART + END)) {
            Part part = new Part(cuts.size() + 1, from, entry.item().through());
            cuts.add(new Cut(part, groups(entry.item().content()), Optional.ofNullable(written.get(part.number()))));
            from = part.through().next();
        }
        return cuts;
    }

    /** Keeps where a part ends and what it holds; whether it is so: another archiver may have been first with something else. */
    boolean keep(Day day, Part part, SortedSet<Group> groups) {
        String text =
                groups.stream().map(group -> group.src() + " " + group.type()).collect(Collectors.joining("\n"));
        ViewItem item = new ViewItem(part.through(), Content.of(text));
        return table.keep(Map.of(part(day, part.number()), item)).isEmpty();
    }

    private static SortedSet<Group> groups(Content content) {
        SortedSet<Group> groups = new TreeSet<>();
        content.text().lines().forEach(line -> {
            String[] names = line.split(" ", 2);
            groups.add(new Group(new Source(names[0]), new EventType(names[1])));
        });
        return groups;
    }

    /** Keeps what a part's objects are, once all of them are there. */
    void keepWritten(Day day, Part part, List<ArchivedObject> objects) {
        String text = objects.stream().map(DayItems::line).collect(Collectors.joining("\n"));
        ViewKey key = new ViewKey(view(day), numbered(WRITTEN, part.number(), 5));
        // Where another archiver was first it has kept the same: an object that is there is not written again.
        table.keep(Map.of(key, new ViewItem(part.through(), Content.of(text))));
    }

    private static String line(ArchivedObject object) {
        Summary summary = object.summary();
        return object.group().src() + " " + object.group().type() + " " + summary.events() + " "
                + summary.first().millis() + " " + summary.last().millis() + " " + summary.bytes() + " "
                + summary.sha256();
    }

    private static List<ArchivedObject> objects(int part, Content content) {
        return content.text()
                .lines()
                .map(line -> line.split(" ", 7))
                .map(words -> new ArchivedObject(
                        new Group(new Source(words[0]), new EventType(words[1])),
                        part,
                        new Summary(
                                Long.parseLong(words[2]),
                                new Slot(Long.parseLong(words[3])),
                                new Slot(Long.parseLong(words[4])),
                                Long.parseLong(words[5]),
                                words[6])))
                .toList();
    }

    /** Keeps what a notice tells of its days, until each of them is archived without the withdrawn data. */
    void keepNotices(Map<Day, Notice> notices) {
        table.keep(notices.entrySet().stream()
                .collect(Collectors.toMap(
                        notice -> noticed(
                                NOTICE, notice.getKey(), notice.getValue().at()),
                        notice -> new ViewItem(
                                notice.getValue().at(), notice.getValue().content()))));
    }

    /** What was told of a day and is not yet done, ascending. */
    List<Notice> pending(Day day) {
        SortedSet<Slot> applied = table.readAll(view(day), APPLIED, APPLIED + END).stream()
                .map(entry -> entry.item().through())
                .collect(Collectors.toCollection(TreeSet::new));
        return table.readAll(view(day), NOTICE, NOTICE + END).stream()
                .filter(entry -> !applied.contains(entry.item().through()))
                .map(entry -> Notice.of(entry.item().through(), entry.item().content()))
                .toList();
    }

    void keepApplied(Day day, List<Notice> notices) {
        table.keep(notices.stream()
                .collect(Collectors.toMap(
                        notice -> noticed(APPLIED, day, notice.at()),
                        notice -> new ViewItem(notice.at(), Content.EMPTY))));
    }
}
