package org.dcss.eventstore.core.xlog;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import org.dcss.eventstore.core.StoredEvent;
import org.dcss.eventstore.core.message.StrictJson;

/**
 * Writes an event as the line that it was: {@code key=value} joined by {@code :}, in the order sent, a colon within either
 * doubled, an empty value as it was sent.
 *
 * <p>What a server never writes has one spelling: a value that is not a string is its JSON as sent, a line feed is
 * {@code \n}, and half a surrogate pair, which UTF-8 does not have, is U+FFFD. A line that was too long for an event is
 * {@code omitted=} and its bytes; one whose data was withdrawn is {@code withdrawn=} and the reason, cut or filled up with
 * spaces to the bytes that it had. Whatever the log holds has a line: a view that stopped at an event would stop for good.
 */
public final class LineWriter {

    private static final String LINE = "line";
    private static final String WITHDRAWN = "withdrawn";

    /** The two highest bits of a byte, and what they are where UTF-8 goes on with a character. */
    private static final int CONTINUES = 0xC0;

    private static final int CONTINUED = 0x80;

    private LineWriter() {}

    /** In UTF-8, or as the bytes were; with the line feed that ends it. */
    static byte[] write(StoredEvent stored) {
        return stored.withdrawn()
                .map(reason -> stored.lineLength().isPresent()
                        ? withdrawn(reason, stored.lineLength().getAsInt())
                        : withdrawn(reason))
                .orElseGet(
                        () -> write(stored.event().type().name(), stored.event().data()));
    }

    /** The line that stands for an event whose data was withdrawn; with the line feed that ends it. */
    public static byte[] withdrawn(String reason) {
        return ended(field(WITHDRAWN, reason));
    }

    /** The same in so many bytes, the line feed included: where it stands, no other line moves. */
    static byte[] withdrawn(String reason, int length) {
        byte[] whole = withdrawn(reason);
        if (length < 1) {
            return whole;
        }
        int end = Math.min(whole.length, length) - 1;
        while (end > 0 && (whole[end] & CONTINUES) == CONTINUED) {
            end--;
        }
        byte[] line = Arrays.copyOf(whole, length);
        Arrays.fill(line, end, length - 1, (byte) ' ');
        line[length - 1] = '\n';
        return line;
    }

    /** Whether bytes may be a piece of the line of an event whose data was withdrawn. */
    static boolean mayBeWithdrawn(byte[] piece) {
        String text = new String(piece, StandardCharsets.UTF_8).stripTrailing();
        String start = WITHDRAWN + "=";
        return text.startsWith(start) || start.startsWith(text);
    }

    /**
     * In UTF-8, or as the bytes were; with the line feed that ends it.
     *
     * @param data JSON text, an object for what a server writes
     */
    public static byte[] write(String type, String data) {
        try (JsonParser json = StrictJson.FACTORY.createParser(data)) {
            json.nextToken();
            return type.equals(LINE) ? raw(json) : ended(fields(json, data));
        } catch (IOException e) {
            return ended(spelt(data));
        }
    }

    private static String fields(JsonParser json, String data) throws IOException {
        StringBuilder line = new StringBuilder(data.length());
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            json.nextToken();
            if (line.length() > 0) {
                line.append(':');
            }
            line.append(field(name, value(json, data)));
        }
        return line.toString();
    }

    private static String field(String name, String value) {
        return spelt(name) + "=" + spelt(value);
    }

    private static String spelt(String text) {
        return text.replace(":", "::").replace("\n", "\\n");
    }

    private static String value(JsonParser json, String data) throws IOException {
        if (!json.currentToken().isStructStart()) {
            return json.getText();
        }
        int start = (int) json.currentTokenLocation().getCharOffset();
        json.skipChildren();
        return data.substring(start, (int) json.currentLocation().getCharOffset());
    }

    private static byte[] raw(JsonParser json) throws IOException {
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            json.nextToken();
            switch (name) {
                case "text" -> {
                    return ended(json.getText().replace("\n", "\\n"));
                }
                case "base64" -> {
                    return bytes(json.getText());
                }
                case "omitted" -> {
                    return ended(field(name, json.getText()));
                }
                default -> json.skipChildren();
            }
        }
        return ended("");
    }

    private static byte[] bytes(String base64) {
        try {
            return ended(Base64.getDecoder().decode(base64));
        } catch (IllegalArgumentException e) {
            return ended(field("base64", base64));
        }
    }

    private static byte[] ended(String line) {
        return ended(wellFormed(line).getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] ended(byte[] line) {
        byte[] ended = Arrays.copyOf(line, line.length + 1);
        ended[line.length] = '\n';
        return ended;
    }

    private static String wellFormed(String text) {
        int[] points = text.codePoints()
                .map(point -> point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE ? 0xFFFD : point)
                .toArray();
        return new String(points, 0, points.length);
    }
}
