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
     * within either doubled. What a server never writes has one spelling: a value that is no string is its JSON text, a line
     * feed is {@code \n}, half a surrogate pair is U+FFFD.
     *
     * <p>Of a {@code line}, the line itself; {@code omitted=} and its bytes for one that did not fit into an event.
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
                line.append(line.isEmpty() ? "" : ":").append(field(name, value));
            }
        }
        return bytes(line.toString());
    }

    /** What stands for an event whose data was withdrawn. */
    public static byte[] withdrawn(String reason) {
        return bytes(field("withdrawn", reason));
    }

    static String field(String name, String value) {
        return name.replace(":", "::") + "=" + value.replace(":", "::");
    }

    private static byte[] raw(String form, String value) {
        return switch (form) {
            case "base64" -> Base64.getDecoder().decode(value);
            case "text" -> bytes(value);
            default -> bytes(field(form, value));
        };
    }

    private static byte[] bytes(String line) {
        int[] points = line.replace("\n", "\\n")
                .codePoints()
                .map(point -> point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE ? '\uFFFD' : point)
                .toArray();
        return new String(points, 0, points.length).getBytes(StandardCharsets.UTF_8);
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
