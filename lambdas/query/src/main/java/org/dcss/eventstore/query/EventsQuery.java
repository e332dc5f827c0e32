package org.dcss.eventstore.query;

import java.time.Instant;
import java.util.Optional;
import org.dcss.eventstore.core.Day;
import org.dcss.eventstore.core.Slot;

/** What a {@code GET /events} asks for. */
sealed interface EventsQuery {

    /** Answers it at the endpoint that it is for. */
    Answer answer(Endpoints endpoints, Reading reading, Instant answerBy);

    /**
     * All events of a day.
     *
     * @param after where the page before this one ended
     */
    record OfDay(Day day, Optional<Slot> after, Selection selection) implements EventsQuery {

        @Override
        public Answer answer(Endpoints endpoints, Reading reading, Instant answerBy) {
            return endpoints.day().answer(this, reading, answerBy);
        }
    }

    /** Settled events, across days. */
    record OfFeed(Slot after, Selection selection, int limit) implements EventsQuery {

        @Override
        public Answer answer(Endpoints endpoints, Reading reading, Instant answerBy) {
            return endpoints.feed().answer(this, reading);
        }
    }

    /**
     * Nothing that can be answered.
     *
     * @param why sentences to the client that say what to ask instead
     */
    record Malformed(String why) implements EventsQuery {

        @Override
        public Answer answer(Endpoints endpoints, Reading reading, Instant answerBy) {
            return Answer.of(Problems.INVALID_PARAMETER.because(why).toResponse());
        }
    }
}
