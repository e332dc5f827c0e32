package org.dcss.eventstore.core.sources;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dcss.eventstore.core.Slot;
import org.dcss.eventstore.core.Source;
import org.dcss.eventstore.core.StoredEvent;
import org.dcss.eventstore.core.view.Content;
import org.dcss.eventstore.core.view.Updates;
import org.dcss.eventstore.core.view.View;
import org.dcss.eventstore.core.view.ViewKey;
import org.dcss.eventstore.core.view.ViewTable;

/** Sums up each source: an item for each. */
public final class Sources implements View {

    private static final String NAME = "sources.1";
    private static final String START = "src#";
    private static final String END = "src$";

    /**
     * A source that has sent something.
     *
     * @param last the slot of its last event
     */
    public record Row(Source src, SourceActivity activity, Slot last) {}

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void apply(List<StoredEvent> events, ViewTable table) {
        Map<Source, List<StoredEvent>> bySource = new LinkedHashMap<>();
        events.forEach(stored -> bySource.computeIfAbsent(stored.event().src(), any -> new ArrayList<>())
                .add(stored));
        bySource.forEach((src, concerned) ->
                Updates.update(table, new ViewKey(NAME, START + src.name()), concerned, Sources::summed));
    }

    private static Content summed(Optional<Content> before, List<StoredEvent> events) {
        return before.map(SourceActivity::parse)
                .map(activity -> activity.plus(events))
                .orElseGet(() -> SourceActivity.of(events))
                .content();
    }

    /** All sources, by name. */
    public static List<Row> rows(ViewTable table) {
        return table.readAll(NAME, START, END).stream()
                .map(entry -> new Row(
                        new Source(entry.key().substring(START.length())),
                        SourceActivity.parse(entry.item().content()),
                        entry.item().through()))
                .toList();
    }
}
