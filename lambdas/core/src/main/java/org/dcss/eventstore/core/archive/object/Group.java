package org.dcss.eventstore.core.archive.object;

import java.util.Comparator;
import org.dcss.eventstore.core.Event;
import org.dcss.eventstore.core.EventType;
import org.dcss.eventstore.core.Source;

/** The events of one source and type: what an object holds. In the order of the names. */
public record Group(Source src, EventType type) implements Comparable<Group> {

    private static final Comparator<Group> ORDER =
            Comparator.comparing((Group group) -> group.src.name()).thenComparing(group -> group.type.name());

    public static Group of(Event event) {
        return new Group(event.src(), event.type());
    }

    @Override
    public int compareTo(Group other) {
        return ORDER.compare(this, other);
    }
}
