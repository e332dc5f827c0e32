package org.dcss.eventstore.submit.envelope;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.dcss.eventstore.core.EventId;
import org.dcss.eventstore.platform.http.Violation;
import org.dcss.eventstore.submit.draft.Draft;
import org.dcss.eventstore.submit.draft.Faults;
import org.dcss.eventstore.intake.problem.Checked;
import org.dcss.eventstore.intake.problem.Limits;
import org.dcss.eventstore.intake.problem.Problems;
import org.json.JSONObject;

/**
 * A CloudEvent 1.0 in the JSON format: https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/formats/json-format.md
 *
 * @param type whatever stands there
 * @param id the same for the same source and id
 * @param time when it happened, if it says so
 * @param data what its type's schema is asked about
 * @param isBase64 whether the data stands in the member {@code data_base64}, encoded
 * @param text the whole of it, as it was sent
 */
public record CloudEvent(
        String type, EventId id, Optional<Instant> time, Optional<JSONObject> data, boolean isBase64, String text) {

    public static final String DATA = "data";
    public static final String DATA_BASE64 = "data_base64";

    private static final String VERSION = "specversion";
    private static final String TIME = "time";

    /** Those that have a meaning; all others are extensions, of which the names and values are bound. */
    private static final Set<String> KNOWN = Set.of(
            VERSION, "id", "source", "type", "subject", TIME, "datacontenttype", "dataschema", DATA, DATA_BASE64);

    private static final Pattern EXTENSION = Pattern.compile("[a-z0-9]+");

    private static final Pattern JSON =
            Pattern.compile("(application|text)/([a-z0-9.!#$&^_-]+\\+)?json *(;.*)?", Pattern.CASE_INSENSITIVE);

    /** Whether what was sent is meant to be one: no other form has a member of this name. */
    public static boolean isMeant(JSONObject sent) {
        return sent.has(VERSION);
    }

    /** Reads one, or says what is wrong with it; of its data it is only judged whether it can be read. */
    public static Checked<CloudEvent> read(Draft draft) {
        JSONObject sent = draft.tree();
        Optional<JSONObject> encoded =
                sent.opt(DATA_BASE64) instanceof String text ? Base64Json.read(text) : Optional.empty();
        Faults faults = new Faults(sent)
                .require(VERSION, "1.0"::equals, "must be \"1.0\"")
                .require("id", CloudEvent::isText, "must be a string, not empty")
                .require("source", value -> isText(value) && isUri(value), "must be a URI or a part of one, not empty")
                .require("type", CloudEvent::isText, "must be a string, not empty")
                .allow("subject", orNull(CloudEvent::isText), "must be a string, not empty")
                .allow(
                        TIME,
                        orNull(value -> value instanceof String text
                                && Moments.ofText(text).isPresent()),
                        "must be a time of RFC 3339, such as \"2020-08-06T13:19:40Z\"")
                .allow(
                        "datacontenttype",
                        orNull(value -> value instanceof String text
                                && JSON.matcher(text).matches()),
                        "must be application/json, or another type of JSON: the data of an event is a JSON object")
                .allow("dataschema", orNull(value -> isText(value) && isUri(value)), "must be a URI, not empty")
                .allow(DATA, value -> value instanceof JSONObject, "must be an object")
                .allow(DATA_BASE64, value -> encoded.isPresent(), "must be Base64 of a JSON object in UTF-8");
        if (sent.has(DATA) && sent.has(DATA_BASE64)) {
            faults.add(DATA_BASE64, "must not stand beside data");
        }
        sent.keySet().stream()
                .filter(name -> !KNOWN.contains(name))
                .sorted()
                .limit(Limits.MAX_VIOLATIONS)
                .forEach(name -> judgeExtension(name, sent.get(name), faults));
        List<Violation> found = faults.list();
        return found.isEmpty()
                ? new Checked.Good<>(new CloudEvent(
                        sent.getString("type"),
                        EventId.ofCloudEvent(sent.getString("source"), sent.getString("id")),
                        sent.opt(TIME) instanceof String text ? Moments.ofText(text) : Optional.empty(),
                        Optional.ofNullable(sent.optJSONObject(DATA)).or(() -> encoded),
                        sent.has(DATA_BASE64),
                        draft.whole()))
                : new Checked.Refused<>(Problems.invalidEvent(found));
    }

    private static void judgeExtension(String name, Object value, Faults faults) {
        if (!EXTENSION.matcher(name).matches()) {
            faults.add(name, "must have another name: those of attributes are of a-z and 0-9 alone");
        } else if (!(value instanceof String
                || value instanceof Boolean
                || value instanceof Integer
                || isNull(value))) {
            faults.add(name, "must be a string, a boolean or a whole number of 32 bits, as attributes are");
        }
    }

    private static boolean isText(Object value) {
        return value instanceof String text && !text.isEmpty();
    }

    /** Readers of CloudEvents make a URI of it, and fail if it is none. */
    private static boolean isUri(Object value) {
        try {
            return value instanceof String text && !new URI(text).toString().isEmpty();
        } catch (URISyntaxException e) {
            return false;
        }
    }

    /** The format's text lets null stand for an attribute that is not set. */
    private static Predicate<Object> orNull(Predicate<Object> isGood) {
        return value -> isNull(value) || isGood.test(value);
    }

    private static boolean isNull(Object value) {
        return JSONObject.NULL.equals(value);
    }
}
