package org.dcss.eventstore.submit.event;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.dcss.eventstore.core.EventId;
import org.dcss.eventstore.core.EventType;
import org.dcss.eventstore.core.FileName;
import org.dcss.eventstore.core.Source;
import org.dcss.eventstore.intake.body.Element;
import org.dcss.eventstore.intake.problem.Checked;
import org.dcss.eventstore.intake.problem.Limits;
import org.dcss.eventstore.intake.problem.Problems;
import org.dcss.eventstore.platform.http.Violation;
import org.dcss.eventstore.submit.draft.Draft;
import org.dcss.eventstore.submit.draft.DraftReader;
import org.dcss.eventstore.submit.draft.Faults;
import org.dcss.eventstore.submit.envelope.CloudEvent;
import org.dcss.eventstore.submit.envelope.EventBase;
import org.dcss.eventstore.submit.envelope.Form;
import org.json.JSONObject;
import org.jspecify.annotations.Nullable;

/**
 * Fourth step: decides whether what was sent is an event that may be submitted. Another system's envelope is taken off
 * first, and what is in it judged as any event is. Safe for use by several threads.
 */
public final class EventCheck {

    /** The members that an event may have. */
    private static final Set<String> MEMBERS = Set.of("type", "src", "id", "file", "data");

    private static final String DATA = "/data";

    private final SchemaCatalog schemas;
    private final int maxBytes;

    public EventCheck(SchemaCatalog schemas, int maxBytes) {
        this.schemas = schemas;
        this.maxBytes = maxBytes;
    }

    /** Checks what was sent with a key of this source, in whichever form. */
    public Checked<ValidEvent> check(Element element, Source src) {
        return check(element, src, new Form.Any());
    }

    /** Checks what was sent in a form with a key of this source. */
    public Checked<ValidEvent> check(Element element, Source src, Form form) {
        return DraftReader.read(element, maxBytes).then(draft -> check(draft, src, form));
    }

    private Checked<ValidEvent> check(Draft draft, Source src, Form form) {
        if (form instanceof Form.DataOf data) {
            return checkData(draft, data.type(), src);
        } else if (form instanceof Form.CloudEvents || CloudEvent.isMeant(draft.tree())) {
            return CloudEvent.read(draft).then(event -> check(event, src));
        } else if (EventBase.isMeant(draft.tree())) {
            return EventBase.read(draft).then(event -> new Checked.Good<>(ValidEvent.of(event)));
        }
        return check(draft, src);
    }

    private Checked<ValidEvent> checkData(Draft draft, String type, Source src) {
        return schema(type).then(schema -> {
            JSONObject event = event(schema.type(), src, draft.tree());
            List<Violation> violations = schema.violations(event);
            return violations.isEmpty()
                    ? new Checked.Good<>(new ValidEvent(
                            schema.type(), Optional.empty(), Optional.empty(), schema.at(event, src), draft.whole()))
                    : rejected(violations.stream().map(EventCheck::inData).toList());
        });
    }

    private Checked<ValidEvent> check(CloudEvent sent, Source src) {
        return schema(sent.type()).then(schema -> {
            JSONObject event = event(schema.type(), src, sent.data().orElse(null));
            List<Violation> violations = schema.violations(event);
            return violations.isEmpty()
                    ? new Checked.Good<>(ValidEvent.of(sent, schema.type()))
                    : rejected(
                            sent.isBase64()
                                    ? violations.stream()
                                            .map(EventCheck::inBase64)
                                            .toList()
                                    : violations);
        });
    }

    /** The event that a schema describes, of what stands apart from its data. */
    private static JSONObject event(EventType type, Source src, @Nullable JSONObject data) {
        return new JSONObject().put("type", type.name()).put("src", src.name()).putOpt("data", data);
    }

    /** As a client sees it that sent the data alone. */
    private static Violation inData(Violation violation) {
        return violation.pointer().startsWith(DATA)
                ? new Violation(violation.pointer().substring(DATA.length()), violation.message())
                : violation;
    }

    /** As a client sees it that sent the data encoded. */
    private static Violation inBase64(Violation violation) {
        return violation.pointer().startsWith(DATA)
                ? new Violation(
                        "/" + CloudEvent.DATA_BASE64,
                        "holds " + violation.pointer().substring(DATA.length()) + ", which: " + violation.message())
                : violation;
    }

    private Checked<EventSchema> schema(String type) {
        return schemas.find(type)
                .<Checked<EventSchema>>map(Checked.Good::new)
                .orElseGet(() -> new Checked.Refused<>(Problems.unknownType(type, schemas.types())));
    }

    private Checked<ValidEvent> check(Draft draft, Source src) {
        JSONObject event = draft.tree();
        if (event.opt("src") instanceof String sent && Source.isName(sent) && !sent.equals(src.name())) {
            return new Checked.Refused<>(Problems.wrongSource(src));
        }
        return event.opt("type") instanceof String type
                ? schema(type).then(schema -> check(draft, schema, src))
                : rejected(envelopeFaults(event));
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
        return new Faults(event)
                .require("type", value -> value instanceof String, "must be a string")
                .require(
                        "src",
                        value -> value instanceof String src && Source.isName(src),
                        "must be the source's name: 1 to 32 of a-z, 0-9 and -, a letter first")
                .allow(
                        "id",
                        value -> value instanceof String id && EventId.isClientId(id),
                        "must be an id: 1 to 128 of A-Z, a-z, 0-9 and ._:/+=-")
                .allow(
                        "file",
                        value -> value instanceof String file && FileName.isName(file),
                        "must be the name of a file: 1 to 128 characters, 1 to 4 segments of A-Z, a-z, 0-9 and ._+-,"
                                + " each with a letter or digit first, and a / between them")
                .require("data", value -> value instanceof JSONObject, "must be an object")
                .allowOnly(MEMBERS)
                .list();
    }
}
