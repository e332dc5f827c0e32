package org.dcss.eventstore.core.counts;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.dcss.eventstore.core.Day;
import org.dcss.eventstore.core.Source;
import org.dcss.eventstore.core.StoredEvent;
import org.dcss.eventstore.core.view.Content;
import org.dcss.eventstore.core.view.Updates;
import org.dcss.eventstore.core.view.View;
import org.dcss.eventstore.core.view.ViewKey;
import org.dcss.eventstore.core.view.ViewTable;

/** Counts events by the day and hour of their slots, by source and by type: an item for each day and source. */
public final class Counts implements View {

    private static final String NAME = "counts.1";

    /** What a source's day holds. */
    public record Row(Day day, Source src, DayCounts counts) {}

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void apply(List<StoredEvent> events, ViewTable table) {
        Map<ViewKey, List<StoredEvent>> items = new LinkedHashMap<>();
        for (StoredEvent stored : events) {
            ViewKey key = new ViewKey(
                    NAME, first(stored.slot().day()) + stored.event().src().name());
            items.computeIfAbsent(key, any -> new ArrayList<>()).add(stored);
        }
        items.forEach((key, concerned) -> Updates.update(table, key, concerned, Counts::counted));
    }

    private static Content counted(Optional<Content> before, List<StoredEvent> events) {
        DayCounts counts = before.map(DayCounts::parse).orElseGet(DayCounts::new);
        events.forEach(counts::add);
        return counts.content();
    }

    /** The rows of some days, both included, by day and source; a source without events on a day has none. */
    public static List<Row> rows(ViewTable table, Day from, Day through) {
        return table.readAll(NAME, first(from), first(through.next())).stream()
                .map(Counts::row)
                .toList();
    }

    /**
     * Passes rows on as they are read, in the order of {@link #rows}, so that no more than one read is held.
     *
     * @param taker says whether it takes another one
     * @return whether it took all
     */
    public static boolean eachRow(ViewTable table, Day from, Day through, Predicate<Row> taker) {
        String end = first(through.next());
        List<ViewTable.Entry> next = table.read(NAME, first(from), end, ViewTable.READ);
        while (!next.isEmpty()) {
            for (ViewTable.Entry entry : next) {
                if (!taker.test(row(entry))) {
                    return false;
                }
            }
            next = table.read(NAME, next.get(next.size() - 1).key() + '\0', end, ViewTable.READ);
        }
        return true;
    }

    private static Row row(ViewTable.Entry entry) {
        int mark = entry.key().indexOf('#');
        return new Row(
                new Day(Long.parseLong(entry.key().substring(0, mark))),
                new Source(entry.key().substring(mark + 1)),
                DayCounts.parse(entry.item().content()));
    }

    /** The start of the keys of a day, of a fixed width so that they sort. */
    private static String first(Day day) {
        return "%015d#".formatted(day.startMillis());
    }
}
