package org.dcss.eventstore.tools.feed;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.Optional;
import org.dcss.eventstore.core.message.StrictJson;

/**
 * An event as it was read.
 *
 * @param json as the store wrote it
 * @param data its data as the store wrote it, absent where it was withdrawn
 * @param withdrawn why its data was
 */
public record ReadEvent(
        long ts,
        String id,
        String type,
        String src,
        Optional<String> file,
        Optional<String> data,
        Optional<String> withdrawn,
        String json) {

    /** @throws IOException if it is no event */
    static ReadEvent parse(String json) throws IOException {
        long ts = -1;
        String id = "";
        String type = "";
        String src = "";
        Optional<String> file = Optional.empty();
        Optional<String> data = Optional.empty();
        Optional<String> withdrawn = Optional.empty();
        try (JsonParser parser = StrictJson.FACTORY.createParser(json)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new IOException("not an event");
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                parser.nextToken();
                switch (name) {
                    case "ts" -> ts = parser.getLongValue();
                    case "id" -> id = parser.getText();
                    case "type" -> type = parser.getText();
                    case "src" -> src = parser.getText();
                    case "file" -> file = Optional.of(parser.getText());
                    case "data" -> data = Optional.of(slice(parser, json));
                    case "withdrawn" -> withdrawn = Optional.of(parser.getText());
                    default -> parser.skipChildren();
                }
            }
        }
        if (ts < 0 || type.isEmpty() || src.isEmpty()) {
            throw new IOException("not an event: it lacks ts, type or src");
        }
        return new ReadEvent(ts, id, type, src, file, data, withdrawn, json);
    }

    /** The text of the value that the parser stands at; leaves it at the value's end. */
    static String slice(JsonParser parser, String json) throws IOException {
        int start = (int) parser.currentTokenLocation().getCharOffset();
        parser.skipChildren();
        parser.finishToken();
        return json.substring(start, (int) parser.currentLocation().getCharOffset());
    }
}
