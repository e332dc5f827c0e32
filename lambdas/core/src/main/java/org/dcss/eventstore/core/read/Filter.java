package org.dcss.eventstore.core.read;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.dcss.eventstore.core.Event;
import org.dcss.eventstore.core.EventType;
import org.dcss.eventstore.core.FileName;
import org.dcss.eventstore.core.Source;

/**
 * Which events a reader asks for; an empty part lets every event pass.
 *
 * @param files only events that were sent with one of these names
 * @param since only events that happened then or later; of one whose own time is not known, that were accepted then or later
 */
public record Filter(Set<Source> sources, Set<EventType> types, Set<FileName> files, Optional<Instant> since) {

    public static final Filter NONE = new Filter(Set.of(), Set.of());

    public Filter {
        sources = Set.copyOf(sources);
        types = Set.copyOf(types);
        files = Set.copyOf(files);
    }

    /** A filter by source and type alone. */
    public Filter(Set<Source> sources, Set<EventType> types) {
        this(sources, types, Set.of(), Optional.empty());
    }

    /** Whether every event passes. */
    public boolean isNone() {
        return sources.isEmpty() && types.isEmpty() && files.isEmpty() && since.isEmpty();
    }

    public boolean passes(Event event) {
        return (sources.isEmpty() || sources.contains(event.src()))
                && (types.isEmpty() || types.contains(event.type()))
                && (files.isEmpty() || event.file().filter(files::contains).isPresent())
                && (since.isEmpty() || !event.at().orElse(event.accepted()).isBefore(since.get()));
    }
}
