package org.dcss.eventstore.query.request;

import java.util.Optional;
import org.dcss.eventstore.core.Day;
import org.dcss.eventstore.core.Slot;
import org.dcss.eventstore.core.entities.Moment;

/** What a {@code GET /events} asks for. */
public sealed interface EventsQuery {

    /**
     * All events of a day.
     *
     * @param after where the page before this one ended
     */
    record OfDay(Day day, Optional<Slot> after, Selection selection) implements EventsQuery {}

    /** Settled events, across days. */
    record OfFeed(Slot after, Selection selection, int limit) implements EventsQuery {}

    /** The last settled events, so many. */
    record OfLast(int count, Selection selection) implements EventsQuery {}

    /**
     * What is about an entity, by the events' own times.
     *
     * @param after where the page before this one ended
     */
    record OfTimes(String entity, Optional<Moment> after, Selection selection, int limit) implements EventsQuery {}

    /**
     * Nothing that can be answered.
     *
     * @param why sentences to the client that say what to ask instead
     */
    record Malformed(String why) implements EventsQuery {}
}
