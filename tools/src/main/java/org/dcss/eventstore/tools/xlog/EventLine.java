package org.dcss.eventstore.tools.xlog;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.dcss.eventstore.core.message.StrictJson;

/** The line that an event was made of: the inverse of {@link LineForm}. */
public final class EventLine {

    private EventLine() {}

    /**
     * The bytes, without the end of line: the data's members in order as {@code name=value} joined by {@code :}, a colon
     * within a value doubled; a value that is no string is its JSON text. Of a {@code line}, the line itself, or a line that
     * says how long the one was that did not fit into an event.
     *
     * @param data a JSON object
     */
    public static byte[] of(String type, String data) throws IOException {
        StringBuilder line = new StringBuilder();
        try (JsonParser parser = StrictJson.FACTORY.createParser(data)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new IOException("data that is no object");
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                String value = value(parser, data);
                if (type.equals(LineForm.RAW)) {
                    return raw(name, value);
                }
                line.append(line.isEmpty() ? "" : ":").append(name).append('=');
                line.append(value.replace(":", "::"));
            }
        }
        return line.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] raw(String form, String value) {
        return form.equals("base64")
                ? Base64.getDecoder().decode(value)
                : text(form, value).getBytes(StandardCharsets.UTF_8);
    }

    private static String text(String form, String value) {
        return form.equals("text") ? value : "omitted=" + value;
    }

    private static String value(JsonParser parser, String data) throws IOException {
        if (parser.nextToken() == JsonToken.VALUE_STRING) {
            return parser.getText();
        }
        int start = (int) parser.currentTokenLocation().getCharOffset();
        parser.skipChildren();
        parser.finishToken();
        int end = (int) parser.currentLocation().getCharOffset();
        return data.substring(start, end).strip();
    }
}
