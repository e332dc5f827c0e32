package org.dcss.eventstore.submit;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.dcss.eventstore.core.EventId;
import org.dcss.eventstore.core.EventType;
import org.dcss.eventstore.core.Source;
import org.dcss.eventstore.platform.Problem;
import org.dcss.eventstore.platform.Violation;
import org.json.JSONObject;

/** Decides whether what was sent is an event that may be submitted. Safe for use by several threads. */
final class EventCheck {

    /** What became of an event. */
    sealed interface Verdict {

        /**
         * May be submitted.
         *
         * @param id the client's id, if the event carries one
         */
        record Valid(EventType type, Optional<EventId> id, String data) implements Verdict {}

        record Rejected(Problem problem) implements Verdict {}
    }

    private final SchemaCatalog schemas;
    private final int maxBytes;

    EventCheck(SchemaCatalog schemas, int maxBytes) {
        this.schemas = schemas;
        this.maxBytes = maxBytes;
    }

    /** Checks an event that was sent with a key of this source. */
    Verdict check(Draft draft, Source src) {
        JSONObject event = draft.tree();
        if (!draft.isObject()) {
            return new Verdict.Rejected(Problems.notAnEvent());
        }
        if (draft.bytes() > maxBytes) {
            return new Verdict.Rejected(Problems.eventTooLarge(draft.bytes(), maxBytes));
        }
        if (!draft.faults().isEmpty()) {
            return rejected(draft.faults());
        }
        if (event.opt("src") instanceof String sent && Source.isName(sent) && !sent.equals(src.name())) {
            return new Verdict.Rejected(Problems.wrongSource(src));
        }
        return event.opt("type") instanceof String type
                ? schemas.find(type)
                        .map(schema -> check(draft, schema))
                        .orElseGet(() -> new Verdict.Rejected(Problems.unknownType(type, schemas.types())))
                : rejected(envelopeFaults(event));
    }

    private static Verdict check(Draft draft, EventSchema schema) {
        List<Violation> envelope = envelopeFaults(draft.tree());
        List<Violation> violations = new ArrayList<>(envelope);
        for (Violation violation : schema.violations(draft.tree())) {
            if (envelope.stream().noneMatch(known -> isSame(known, violation))) {
                violations.add(violation);
            }
        }
        return violations.isEmpty()
                ? new Verdict.Valid(
                        schema.type(),
                        Optional.ofNullable(draft.tree().optString("id", null)).map(EventId::new),
                        draft.data())
                : rejected(violations);
    }

    /** Whether a schema says again what is wrong with the envelope. */
    private static boolean isSame(Violation known, Violation violation) {
        return known.equals(violation)
                || (!known.pointer().isEmpty() && known.pointer().equals(violation.pointer()));
    }

    private static Verdict rejected(List<Violation> violations) {
        int most = Math.min(violations.size(), Violations.MOST);
        return new Verdict.Rejected(Problems.invalidEvent(List.copyOf(violations.subList(0, most))));
    }

    /** What is wrong with the members that every event has, whatever its type's schema says. */
    private static List<Violation> envelopeFaults(JSONObject event) {
        List<Violation> faults = new ArrayList<>();
        require(event, "type", value -> value instanceof String, "must be a string", faults);
        require(
                event,
                "src",
                value -> value instanceof String src && Source.isName(src),
                "must be the source's name: 1 to 32 of a-z, 0-9 and -, a letter first",
                faults);
        if (event.has("id")) {
            require(
                    event,
                    "id",
                    value -> value instanceof String id && EventId.isClientId(id),
                    "must be an id: 1 to 128 of A-Z, a-z, 0-9 and ._:/+=-",
                    faults);
        }
        require(event, "data", value -> value instanceof JSONObject, "must be an object", faults);
        return faults;
    }

    private static void require(
            JSONObject event, String name, Predicate<Object> isGood, String message, List<Violation> faults) {
        Object value = event.opt(name);
        if (value == null) {
            faults.add(new Violation("", Violations.missing(name)));
        } else if (!isGood.test(value)) {
            faults.add(new Violation("/" + name, message));
        }
    }
}
