package org.dcss.eventstore.core.stream;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Instant;
import org.dcss.eventstore.core.Event;
import org.dcss.eventstore.core.EventId;
import org.dcss.eventstore.core.EventType;

/**
 * A version of a stream.
 *
 * @param version from 1 to {@link #MAX_VERSION}, without gaps
 * @param appended when the store took it, to the millisecond
 */
public record StreamEvent(Draft draft, long version, Instant appended) {

    /** The greatest whole number that every reader of JSON reads as it is. */
    public static final long MAX_VERSION = 1L << 53;

    /** Of all events in the log that are versions of streams. */
    public static final EventType TYPE = new EventType("stream");

    /** What is not ASCII is escaped: a queue does not take every character. */
    private static final JsonFactory JSON =
            JsonFactory.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    /** @throws IllegalArgumentException if no stream has such a version */
    public StreamEvent {
        if (version < 1 || version > MAX_VERSION) {
            throw new IllegalArgumentException("no version of a stream: " + version);
        }
    }

    public StreamId stream() {
        return draft.stream();
    }

    /** The event by which followers of the log learn of it, the same each time. */
    public Event inLog() {
        return new Event(EventId.ofVersion(stream().value(), version), TYPE, draft.src(), appended, data());
    }

    private String data() {
        StringWriter text = new StringWriter(draft.data().length() + 256);
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.writeStartObject();
            json.writeStringField("stream", stream().value());
            json.writeNumberField("version", version);
            json.writeStringField("type", draft.type());
            json.writeStringField("data", draft.data());
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }
}
