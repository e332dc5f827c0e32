package org.dcss.eventstore.submit.event;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.dcss.eventstore.core.EventId;
import org.dcss.eventstore.core.FileName;
import org.dcss.eventstore.core.Source;
import org.dcss.eventstore.intake.body.Element;
import org.dcss.eventstore.intake.problem.Checked;
import org.dcss.eventstore.intake.problem.Limits;
import org.dcss.eventstore.intake.problem.Problems;
import org.dcss.eventstore.platform.http.Violation;
import org.json.JSONObject;

/** Fourth step: decides whether what was sent is an event that may be submitted. Safe for use by several threads. */
public final class EventCheck {

    /** The members that an event may have. */
    private static final Set<String> MEMBERS = Set.of("type", "src", "id", "file", "data");

    private final SchemaCatalog schemas;
    private final int maxBytes;

    public EventCheck(SchemaCatalog schemas, int maxBytes) {
        this.schemas = schemas;
        this.maxBytes = maxBytes;
    }

    /** Checks what was sent with a key of this source. */
    public Checked<ValidEvent> check(Element element, Source src) {
        return DraftReader.read(element, maxBytes).then(draft -> check(draft, src));
    }

    private Checked<ValidEvent> check(Draft draft, Source src) {
        JSONObject event = draft.tree();
        if (event.opt("src") instanceof String sent && Source.isName(sent) && !sent.equals(src.name())) {
            return new Checked.Refused<>(Problems.wrongSource(src));
        }
        if (!(event.opt("type") instanceof String type)) {
            return rejected(envelopeFaults(event));
        }
        Optional<EventSchema> schema = schemas.find(type);
        return schema.isPresent()
                ? check(draft, schema.get(), src)
                : new Checked.Refused<>(Problems.unknownType(type, schemas.types()));
    }

    private static Checked<ValidEvent> check(Draft draft, EventSchema schema, Source src) {
        List<Violation> envelope = envelopeFaults(draft.tree());
        List<Violation> violations = new ArrayList<>(envelope);
        for (Violation violation : schema.violations(known(draft.tree()))) {
            if (envelope.stream().noneMatch(known -> isSame(known, violation))) {
                violations.add(violation);
            }
        }
        return violations.isEmpty()
                ? new Checked.Good<>(new ValidEvent(
                        schema.type(),
                        Optional.ofNullable(draft.tree().optString("id", null)).map(EventId::new),
                        Optional.ofNullable(draft.tree().optString("file", null))
                                .map(FileName::new),
                        schema.at(draft.tree(), src),
                        draft.data()))
                : rejected(violations);
    }

    /** Without the members that are faults already: a schema would say so of each of thousands, at a price. */
    private static JSONObject known(JSONObject event) {
        return MEMBERS.containsAll(event.keySet()) ? event : new JSONObject(event, MEMBERS.toArray(String[]::new));
    }

    /** Whether a schema says again what is wrong with the envelope. */
    private static boolean isSame(Violation known, Violation violation) {
        return known.equals(violation)
                || (!known.pointer().isEmpty() && known.pointer().equals(violation.pointer()));
    }

    private static Checked<ValidEvent> rejected(List<Violation> violations) {
        int most = Math.min(violations.size(), Limits.MAX_VIOLATIONS);
        return new Checked.Refused<>(Problems.invalidEvent(List.copyOf(violations.subList(0, most))));
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
        if (event.has("file")) {
            require(
                    event,
                    "file",
                    value -> value instanceof String file && FileName.isName(file),
                    "must be the name of a file: 1 to 128 characters, 1 to 4 segments of A-Z, a-z, 0-9 and ._+-,"
                            + " each with a letter or digit first, and a / between them",
                    faults);
        }
        require(event, "data", value -> value instanceof JSONObject, "must be an object", faults);
        event.keySet().stream()
                .filter(name -> !MEMBERS.contains(name))
                .sorted()
                .limit(Limits.MAX_VIOLATIONS)
                .forEach(name -> faults.add(new Violation(Pointers.segment(name), Violations.NOT_ALLOWED)));
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
