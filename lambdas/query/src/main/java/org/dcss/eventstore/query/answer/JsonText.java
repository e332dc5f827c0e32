package org.dcss.eventstore.query.answer;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.dcss.eventstore.core.Sha256;
import org.dcss.eventstore.platform.http.HttpApi;
import org.dcss.eventstore.query.request.Reading;

/** An answer of JSON that is no list of events: named by what it holds, compressed if the client likes that. */
public final class JsonText {

    /** In bytes of UTF-8, so that it fits into an answer even where nothing of it can be compressed. */
    public static final int MAX_BYTES = EventArray.MAX_BYTES - 1024;

    /** In hexadecimal digits: enough that no two answers ever share a tag. */
    private static final int TAG_LENGTH = 20;

    private JsonText() {}

    /**
     * Answers with the text, or that the client has it already.
     *
     * @param json at most {@link #MAX_BYTES}
     * @param more headers beside those that say what the body is and how long it may be kept
     */
    public static Answer answer(String json, Reading reading, String cacheControl, Map<String, String> more) {
        String tag = "W/\"" + Sha256.hex(json).substring(0, TAG_LENGTH) + (reading.gzip() ? ".gzip" : "") + "\"";
        Map<String, String> headers = new HashMap<>(Caching.headers(cacheControl, tag));
        headers.putAll(more);
        if (EntityTag.matches(reading.ifNoneMatch(), tag)) {
            return Answer.of(HttpApi.response(304, headers, ""));
        }
        headers.put("Content-Type", Answer.JSON);
        if (!reading.gzip()) {
            return Answer.of(HttpApi.response(200, headers, json));
        }
        headers.put("Content-Encoding", "gzip");
        var response = HttpApi.response(200, headers, Base64.getEncoder().encodeToString(gzip(json)));
        response.setIsBase64Encoded(true);
        return Answer.of(response);
    }

    private static byte[] gzip(String json) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(json.length() / 4 + 64);
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(json.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
