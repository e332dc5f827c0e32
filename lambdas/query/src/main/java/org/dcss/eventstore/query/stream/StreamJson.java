package org.dcss.eventstore.query.stream;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import org.dcss.eventstore.core.stream.Draft;
import org.dcss.eventstore.core.stream.StoredVersion;
import org.dcss.eventstore.core.stream.StreamEvent;
import org.dcss.eventstore.platform.Json;

/** Versions of a stream as JSON, of the members stream, version, type, src, id where its client chose one, appended and data. */
final class StreamJson {

    private StreamJson() {}

    static String of(List<StoredVersion> versions) {
        StringWriter text = new StringWriter(1024);
        try (JsonGenerator json = Json.FACTORY.createGenerator(text)) {
            json.writeStartArray();
            for (StoredVersion version : versions) {
                write(version.event(), json);
            }
            json.writeEndArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    private static void write(StreamEvent event, JsonGenerator json) throws IOException {
        Draft draft = event.draft();
        json.writeStartObject();
        json.writeStringField("stream", draft.stream().value());
        json.writeNumberField("version", event.version());
        json.writeStringField("type", draft.type());
        json.writeStringField("src", draft.src().name());
        if (draft.id().isClientMade()) {
            json.writeStringField("id", draft.id().value());
        }
        json.writeNumberField("appended", event.appended().toEpochMilli());
        json.writeStringField("data", draft.data());
        json.writeEndObject();
    }
}
