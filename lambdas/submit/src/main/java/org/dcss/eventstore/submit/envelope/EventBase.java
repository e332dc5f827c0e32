package org.dcss.eventstore.submit.envelope;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.dcss.eventstore.core.EventType;
import org.dcss.eventstore.platform.http.Violation;
import org.dcss.eventstore.submit.draft.Draft;
import org.dcss.eventstore.submit.draft.Faults;
import org.dcss.eventstore.intake.problem.Checked;
import org.dcss.eventstore.intake.problem.Problems;
import org.json.JSONObject;

/**
 * An event in the form of Event Base: {@code {"Timestamp":…, "EventType":…, "ID":…, "EmitterId":…, "EmitterType":…, "Data":{…}}},
 * the last of them optional. It is valid by this alone, whatever its type is.
 *
 * @param at its {@code Timestamp}
 * @param text the whole of it, as it was sent
 */
public record EventBase(EventType type, Instant at, String text) {

    private static final String TIMESTAMP = "Timestamp";
    private static final String EVENT_TYPE = "EventType";

    private static final Set<String> MEMBERS = Set.of(TIMESTAMP, EVENT_TYPE, "ID", "EmitterId", "EmitterType", "Data");

    /** Such as {@code EVENT_EXAMPLE}. */
    private static final Pattern TYPE = Pattern.compile("[A-Z][A-Z0-9]*(_[A-Z0-9]+)*");

    /** In characters; what an entity may have at most. */
    private static final int MAX_ID = 256;

    /** Whether what was sent is meant to be one: no other form has a member of this name. */
    public static boolean isMeant(JSONObject sent) {
        return sent.has(EVENT_TYPE);
    }

    /** Reads one, or says what is wrong with it. */
    public static Checked<EventBase> read(Draft draft) {
        JSONObject sent = draft.tree();
        Optional<Instant> at = time(sent.opt(TIMESTAMP));
        List<Violation> faults = new Faults(sent)
                .require(
                        TIMESTAMP,
                        value -> at.isPresent(),
                        "must be when the event was created: seconds since 1970, such as 1596719980, milliseconds, or a"
                                + " time of RFC 3339, such as \"2020-08-06T13:19:40Z\"")
                .require(
                        EVENT_TYPE,
                        value -> value instanceof String type
                                && EventType.isName(type)
                                && TYPE.matcher(type).matches(),
                        "must be a type such as EVENT_EXAMPLE: 1 to 128 of A-Z, 0-9 and _, a letter first, no _ at the end"
                                + " and no two of them together")
                .require("ID", EventBase::isId, "must be the id of an entity: a string of 1 to 256 characters")
                .require("EmitterId", EventBase::isText, "must be the id of who caused the event: a string, not empty")
                .require(
                        "EmitterType",
                        EventBase::isText,
                        "must be what caused the event, such as USER or SYSTEM: a string")
                .allow("Data", value -> value instanceof JSONObject, "must be an object")
                .allowOnly(MEMBERS)
                .list();
        return faults.isEmpty()
                ? new Checked.Good<>(
                        new EventBase(new EventType(sent.getString(EVENT_TYPE)), at.orElseThrow(), draft.whole()))
                : new Checked.Refused<>(Problems.invalidEvent(faults));
    }

    private static Optional<Instant> time(Object timestamp) {
        if (timestamp instanceof String text) {
            return Moments.ofText(text);
        }
        return timestamp instanceof Number number ? Moments.ofNumber(number) : Optional.empty();
    }

    private static boolean isId(Object value) {
        return value instanceof String id && !id.isEmpty() && id.length() <= MAX_ID;
    }

    private static boolean isText(Object value) {
        return value instanceof String text && !text.isEmpty();
    }
}
