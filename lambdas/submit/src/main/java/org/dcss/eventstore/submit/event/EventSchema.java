package org.dcss.eventstore.submit.event;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.dcss.eventstore.core.EventType;
import org.dcss.eventstore.platform.Violation;
import org.dcss.eventstore.submit.problem.Limits;
import org.everit.json.schema.Schema;
import org.everit.json.schema.ValidationException;
import org.json.JSONObject;

/** What events of one type must look like. Safe for use by several threads. */
record EventSchema(EventType type, Schema schema) {

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
