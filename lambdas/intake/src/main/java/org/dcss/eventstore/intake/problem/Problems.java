package org.dcss.eventstore.intake.problem;

import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import org.dcss.eventstore.core.EventType;
import org.dcss.eventstore.core.Source;
import org.dcss.eventstore.platform.Excerpt;
import org.dcss.eventstore.platform.http.Problem;
import org.dcss.eventstore.platform.http.ProblemType;
import org.dcss.eventstore.platform.http.Violation;

/** Everything that submitting may be refused for; the tags are part of the public contract. */
public final class Problems {

    public static final ProblemType MISSING_KEY = new ProblemType("missing-key", 401, "No key");
    public static final ProblemType UNKNOWN_KEY = new ProblemType("unknown-key", 401, "Key not accepted");
    public static final ProblemType WRONG_SOURCE = new ProblemType("wrong-source", 403, "Key of another source");
    public static final ProblemType TYPE_NOT_ALLOWED = new ProblemType("type-not-allowed", 403, "Type not allowed");
    public static final ProblemType OVER_QUOTA = new ProblemType("over-quota", 429, "Over quota");
    public static final ProblemType NOT_JSON = new ProblemType("not-json", 400, "Not JSON");
    public static final ProblemType INVALID_EVENT = new ProblemType("invalid-event", 400, "Invalid event");
    public static final ProblemType UNKNOWN_TYPE = new ProblemType("unknown-type", 400, "Unknown event type");
    public static final ProblemType INVALID_BATCH = new ProblemType("invalid-batch", 400, "Invalid batch");
    public static final ProblemType INVALID_IDEMPOTENCY_KEY =
            new ProblemType("invalid-idempotency-key", 400, "Invalid Idempotency-Key");
    public static final ProblemType EVENT_TOO_LARGE = new ProblemType("event-too-large", 413, "Event too large");
    public static final ProblemType BODY_TOO_LARGE = new ProblemType("body-too-large", 413, "Body too large");
    public static final ProblemType UNSUPPORTED_CONTENT =
            new ProblemType("unsupported-content", 415, "Unsupported content");

    private static final int MAX_ECHO = 64;

    private Problems() {}

    public static Problem missingKey() {
        return MISSING_KEY.because(
                "Send your key in the header \"Authorization: <key>\". \"Bearer <key>\" and Basic with "
                        + "the source for a user and the key for a password will do, too.");
    }

    public static Problem unknownKey() {
        return UNKNOWN_KEY.because("The key in the header Authorization is unknown, expired or revoked, or it is not "
                + "the key of the user that came with it.");
    }

    public static Problem wrongSource(Source ofKey) {
        return WRONG_SOURCE.because("Your key submits events with \"src\": \"" + ofKey + "\" only.");
    }

    public static Problem typeNotAllowed(EventType type, Collection<EventType> allowed) {
        return TYPE_NOT_ALLOWED.because("Your key may not submit events of type \"" + type + "\". It may submit: "
                + allowed.stream().map(EventType::name).sorted().collect(Collectors.joining(", ")) + ".");
    }

    public static Problem overQuota() {
        return OVER_QUOTA.because("Your source has sent more than its quota allows, and nothing of this request was "
                + "accepted. Send the same request again after the time that the header Retry-After says.");
    }

    public static Problem notJson(String detail) {
        return NOT_JSON.because(detail);
    }

    public static Problem invalidEvent(List<Violation> errors) {
        return new Problem(INVALID_EVENT, "The event does not match what its type asks for; see errors.", errors);
    }

    /** The same without its errors, where an answer would become too long. */
    public static Problem withoutErrors(Problem problem) {
        return problem.type()
                .because("The event does not match what its type asks for. What is wrong is left out, since "
                        + "too much is wrong with this request's events: send fewer of them to see it.");
    }

    public static Problem notAnEvent() {
        return INVALID_EVENT.because(
                "An event is a JSON object with the members type, src and data, and optionally id and file; or a CloudEvent, "
                        + "known by its member specversion; or one of Event Base, known by its member EventType.");
    }

    public static Problem idOfOtherContent() {
        return invalidEvent(List.of(new Violation(
                "/id", "must be another: an event before this one in the same request has it with other content")));
    }

    public static Problem unknownType(String type, Collection<String> known) {
        return UNKNOWN_TYPE.because(
                "No event type \"" + shorten(type) + "\" is known. Known are: " + String.join(", ", known) + ".");
    }

    public static Problem invalidBatch(int events) {
        return INVALID_BATCH.because("A batch holds 1 to " + Limits.MAX_EVENTS + " events, not " + events + ".");
    }

    public static Problem invalidIdempotencyKey(int longest) {
        return INVALID_IDEMPOTENCY_KEY.because("The header Idempotency-Key must be 1 to " + longest
                + " of A-Z, a-z, 0-9 and ._:/+=- here, with or without double quotes around them.");
    }

    public static Problem eventTooLarge(int bytes, int most) {
        return EVENT_TOO_LARGE.because("The event has " + bytes + " bytes; at most " + most
                + " are taken. Several events are sent as one array, or one a line with the header "
                + "\"Content-Type: application/x-ndjson\".");
    }

    public static Problem bodyTooLarge() {
        return BODY_TOO_LARGE.because("The body has more than " + Limits.MAX_BODY_BYTES
                + " bytes (4 MB); send fewer events at a time, or compress it with gzip.");
    }

    public static Problem unpackedTooLarge() {
        return BODY_TOO_LARGE.because("The body holds more than " + Limits.MAX_UNPACKED_BYTES
                + " bytes (5 MB) when it is unpacked; send fewer events at a time.");
    }

    public static Problem unsupportedContentType() {
        return UNSUPPORTED_CONTENT.because("The body must be JSON in UTF-8, or NDJSON; declare it with the header "
                + "\"Content-Type: application/json\", \"application/x-ndjson\", \"application/cloudevents+json\" or "
                + "\"application/cloudevents-batch+json\", or leave that header out for JSON.");
    }

    public static Problem binaryCloudEvent() {
        return UNSUPPORTED_CONTENT.because(
                "The header ce-specversion tells of a CloudEvent in binary mode, which is not "
                        + "taken. Send it in structured mode: all of it in the body, as JSON, with the header \"Content-Type: "
                        + "application/cloudevents+json\".");
    }

    public static Problem cloudEventsForOneType() {
        return UNSUPPORTED_CONTENT.because("A body for /submit/{type} is the data of events of that type alone. "
                + "CloudEvents, which have types of their own, are sent to /submit.");
    }

    public static Problem unsupportedContentEncoding() {
        return UNSUPPORTED_CONTENT.because(
                "The body, of type application/json or application/x-ndjson, may be compressed with gzip only, as the "
                        + "header \"Content-Encoding: gzip\" says.");
    }

    public static Problem unavailable() {
        return ProblemType.UNAVAILABLE.because(
                "Nothing was accepted. Send the same request again after the time that the header Retry-After says.");
    }

    /** A client's own text, cut to what a message may hold of it. */
    private static String shorten(String text) {
        return Excerpt.of(text, MAX_ECHO);
    }
}
