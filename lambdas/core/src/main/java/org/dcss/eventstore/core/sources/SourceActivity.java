package org.dcss.eventstore.core.sources;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.dcss.eventstore.core.Slot;
import org.dcss.eventstore.core.StoredEvent;
import org.dcss.eventstore.core.counts.DayCounts;
import org.dcss.eventstore.core.view.Content;

/**
 * What a source has sent.
 *
 * @param first the slot of its first event
 * @param events how many there are
 * @param types in the order of their first event; after {@link DayCounts#MAX_TYPES} of them {@link DayCounts#OTHER} stands for all further
 */
public record SourceActivity(Slot first, long events, Set<String> types) {

    public SourceActivity {
        types = Collections.unmodifiableSet(new LinkedHashSet<>(types));
    }

    /** @param more one or more, ascending */
    static SourceActivity of(List<StoredEvent> more) {
        return new SourceActivity(more.get(0).slot(), 0, Set.of()).plus(more);
    }

    SourceActivity plus(List<StoredEvent> more) {
        Set<String> all = new LinkedHashSet<>(types);
        for (StoredEvent stored : more) {
            String type = stored.event().type().name();
            all.add(all.contains(type) || all.size() < DayCounts.MAX_TYPES ? type : DayCounts.OTHER);
        }
        return new SourceActivity(first, events + more.size(), all);
    }

    /** The first slot, the number and the types, with spaces between them. */
    Content content() {
        return Content.of(first.millis() + " " + events + " " + String.join(" ", types));
    }

    static SourceActivity parse(Content content) {
        List<String> parts = Arrays.asList(content.text().split(" ", -1));
        return new SourceActivity(
                new Slot(Long.parseLong(parts.get(0))),
                Long.parseLong(parts.get(1)),
                new LinkedHashSet<>(parts.subList(2, parts.size())));
    }
}
