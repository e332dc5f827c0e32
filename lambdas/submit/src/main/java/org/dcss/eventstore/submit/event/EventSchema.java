package org.dcss.eventstore.submit.event;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.dcss.eventstore.core.EventType;
import org.dcss.eventstore.core.Source;
import org.dcss.eventstore.intake.problem.Limits;
import org.dcss.eventstore.platform.http.Violation;
import org.everit.json.schema.Schema;
import org.everit.json.schema.ValidationException;
import org.json.JSONObject;
import org.json.JSONPointer;

/**
 * What events of one type must look like. Safe for use by several threads.
 *
 * @param time where in an event it is told when it happened, by the annotation {@code x-time}; empty if nowhere
 */
record EventSchema(EventType type, Schema schema, Optional<JSONPointer> time) {

    /** When a valid event of this source happened; empty if nothing tells that. */
    Optional<Instant> at(JSONObject event, Source src) {
        return time.map(event::optQuery)
                .filter(String.class::isInstance)
                .flatMap(text -> EventTime.parse((String) text, src));
    }

    /** All that is wrong with an event, at most {@link Limits#MAX_VIOLATIONS}; by place; empty if it is valid. */
    List<Violation> violations(JSONObject event) {
        try {
            schema.validate(event);
            return List.of();
        } catch (ValidationException e) {
            List<Violation> found = new ArrayList<>();
            Violations.collect(e, found);
            found.sort(Comparator.comparing(Violation::pointer).thenComparing(Violation::message));
            return found;
        }
    }
}
