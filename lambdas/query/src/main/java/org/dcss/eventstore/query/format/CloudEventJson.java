package org.dcss.eventstore.query.format;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import org.dcss.eventstore.core.Envelope;
import org.dcss.eventstore.core.Event;
import org.dcss.eventstore.core.StoredEvent;

/**
 * An event of the log as a CloudEvent, in the JSON format of CloudEvents 1.0:
 * https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/formats/json-format.md
 *
 * <p>Source and id together are unique, as CloudEvents asks for, since ids are unique within a source. What is a number here
 * is text there: CloudEvents' integers have 32 bits, and milliseconds since 1970 do not fit.
 *
 * <p>An event that was sent as a CloudEvent is given back as that, with nothing added.
 */
final class CloudEventJson {

    /** A source's name behind it makes a URI. */
    private static final String SOURCE = "urn:dcss:source:";

    /** What RFC 3339 has years for: 0000 to 9999. */
    private static final Instant FIRST = Instant.parse("0000-01-01T00:00:00Z");

    private static final Instant END = Instant.parse("+10000-01-01T00:00:00Z");

    private static final String DATA = "\",\"datacontenttype\":\"application/json\",\"data\":";
    private static final String WITHDRAWN = "\",\"withdrawn\":\"";

    private CloudEventJson() {}

    /**
     * Writes an event; its data, or the CloudEvent that it was sent as, character by character. An event that was withdrawn has the reason as an
     * attribute, and no data.
     */
    static byte[] of(StoredEvent stored) {
        Event event = stored.event();
        if (event.id().envelope().filter(Envelope.CLOUD_EVENT::equals).isPresent()
                && stored.withdrawn().isEmpty()) {
            return event.data().getBytes(StandardCharsets.UTF_8);
        }
        // Ids, types, sources and files hold nothing that JSON escapes.
        String attributes = "{\"specversion\":\"1.0\",\"id\":\"" + event.id().value()
                + "\",\"source\":\"" + SOURCE + event.src().name()
                + "\",\"type\":\"" + event.type().name()
                + "\",\"time\":\"" + time(event)
                + "\",\"tsday\":\"" + stored.slot().day().startMillis()
                + "\",\"ts\":\"" + stored.slot().millis()
                + event.file().map(file -> "\",\"file\":\"" + file.value()).orElse("")
                + "\",\"accepted\":\"" + event.accepted().toEpochMilli();
        return stored.withdrawn()
                .map(reason -> joined(
                        attributes + WITHDRAWN, JsonStringEncoder.getInstance().quoteAsUTF8(reason), "\"}"))
                .orElseGet(() -> joined(attributes + DATA, event.data().getBytes(StandardCharsets.UTF_8), "}"));
    }

    /** When it happened, or else, and where RFC 3339 has no year for that, when it was accepted. */
    private static Instant time(Event event) {
        return event.at().filter(at -> !at.isBefore(FIRST) && at.isBefore(END)).orElse(event.accepted());
    }

    private static byte[] joined(String head, byte[] content, String tail) {
        byte[] first = head.getBytes(StandardCharsets.ISO_8859_1);
        byte[] last = tail.getBytes(StandardCharsets.ISO_8859_1);
        byte[] all = Arrays.copyOf(first, first.length + content.length + last.length);
        System.arraycopy(content, 0, all, first.length, content.length);
        System.arraycopy(last, 0, all, first.length + content.length, last.length);
        return all;
    }
}
