package org.dcss.eventstore.query;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;

/**
 * What a client behind the gateway gets.
 *
 * @param address what was asked for, from the path on
 * @param text the body, decompressed
 * @param bytes of the body as it travels
 */
record Reply(String address, int status, Map<String, String> headers, String text, int bytes) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern LINK = Pattern.compile("<([^>]+)>; rel=\"next\"");

    String header(String name) {
        return headers.getOrDefault(name, "");
    }

    static Reply of(String address, int status, Map<String, String> headers, byte[] body) throws IOException {
        byte[] plain = body.length > 0 && "gzip".equals(headers.get("Content-Encoding"))
                ? new GZIPInputStream(new ByteArrayInputStream(body)).readAllBytes()
                : body;
        return new Reply(address, status, headers, new String(plain, StandardCharsets.UTF_8), body.length);
    }

    JsonNode json() {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The events' slots, in the order of the answer. */
    List<Long> slots() {
        List<Long> slots = new ArrayList<>();
        json().forEach(event -> slots.add(event.get("ts").longValue()));
        return slots;
    }

    String detail() {
        return json().path("detail").asText();
    }

    /** The address of the next page, from the path on. */
    Optional<String> next() {
        Matcher link = LINK.matcher(header("Link"));
        return link.matches()
                ? Optional.of(URI.create(address).resolve(link.group(1)).toString())
                : Optional.empty();
    }
}
