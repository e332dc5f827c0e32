package org.dcss.eventstore.tools.ship;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.dcss.eventstore.core.Source;
import org.dcss.eventstore.tools.tail.Line;

/**
 * A line that the store does not take.
 *
 * @param reason what the store said
 */
record Reject(Outgoing line, String reason) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** One line of JSON: file, offset and reason, and the line as text, or in Base64 where it is no UTF-8. */
    String json() {
        Line whole = line.line();
        ObjectNode json = JSON.createObjectNode();
        json.put("file", line.file()).put("offset", whole.offset()).put("reason", reason);
        if (!whole.isWhole()) {
            json.put("length", whole.length());
        }
        String text = new String(whole.bytes(), StandardCharsets.UTF_8);
        if (text.indexOf('\uFFFD') < 0) {
            json.put("line", text);
        } else {
            json.put("base64", Base64.getEncoder().encodeToString(whole.bytes()));
        }
        return json.toString();
    }

    /**
     * The line again, which may have been mended.
     *
     * @throws IOException if it is not what {@link #json} writes
     */
    static Outgoing parse(Source src, String text) throws IOException {
        JsonNode json = JSON.readTree(text);
        JsonNode file = json.path("file");
        JsonNode offset = json.path("offset");
        if (!file.isTextual() || !offset.canConvertToLong() || !(json.has("line") || json.has("base64"))) {
            throw new IOException("not a line of a reject file: it lacks file, offset, or line");
        }
        byte[] bytes = json.has("line")
                ? json.get("line").asText().getBytes(StandardCharsets.UTF_8)
                : json.get("base64").binaryValue();
        long length = json.path("length").asLong(bytes.length);
        String latin1 = new String(bytes, StandardCharsets.ISO_8859_1);
        return Outgoing.of(src, file.asText(), new Line(offset.asLong(), offset.asLong() + length + 1, latin1));
    }
}
