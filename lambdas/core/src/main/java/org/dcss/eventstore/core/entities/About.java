package org.dcss.eventstore.core.entities;

import org.dcss.eventstore.core.StoredEvent;
import org.dcss.eventstore.core.read.Filter;

/**
 * Which events somebody asks for.
 *
 * @param index that is complete
 * @param entity what they are about, in any case
 * @param filter what they must pass beside that
 */
public record About(Entities index, String entity, Filter filter) {

    boolean isWanted(StoredEvent stored) {
        return isAbout(stored) && filter.passes(stored.event());
    }

    boolean isAbout(StoredEvent stored) {
        return index.isAbout(stored, entity);
    }

    /** Whether the filter may let the event pass, by what the index knows of it. */
    boolean mayPass(Entities.Indexed event) {
        return (filter.sources().isEmpty() || filter.sources().contains(event.src()))
                && (filter.types().isEmpty() || filter.types().contains(event.type()));
    }
}
