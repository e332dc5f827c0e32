package org.dcss.eventstore.local.blackbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;

/** An HTTP answer, its body as it came over the wire. */
public final class Answer {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern NEXT = Pattern.compile("<([^>]+)>; rel=\"next\"");

    private final String asked;
    private final int status;
    private final HttpHeaders headers;
    private final byte[] body;

    /** @param asked the address that this answers, from the path on */
    Answer(String asked, int status, HttpHeaders headers, byte[] body) {
        this.asked = asked;
        this.status = status;
        this.headers = headers;
        this.body = body;
    }

    public int status() {
        return status;
    }

    public byte[] body() {
        return body.clone();
    }

    /** The body as text, decompressed if need be. */
    public String text() {
        if (!header("content-encoding").equals(Optional.of("gzip"))) {
            return new String(body, StandardCharsets.UTF_8);
        }
        try (GZIPInputStream plain = new GZIPInputStream(new ByteArrayInputStream(body))) {
            return new String(plain.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public JsonNode json() {
        try {
            return JSON.readTree(text());
        } catch (IOException e) {
            throw new UncheckedIOException("not JSON: " + this, e);
        }
    }

    HttpHeaders headers() {
        return headers;
    }

    public Optional<String> header(String name) {
        return headers.firstValue(name);
    }

    /** The value of a header that must be there. */
    public String required(String name) {
        return header(name).orElseThrow(() -> new AssertionError("no header " + name + " in " + this));
    }

    /** The ids of the events that this answer to a submit acknowledges, none twice. */
    public Set<String> acknowledged() {
        if (status == 204) {
            return Set.of(required("event-id"));
        }
        Set<String> ids = new LinkedHashSet<>();
        for (JsonNode result : json().path("results")) {
            if (result.path("status").asText().equals("accepted")) {
                ids.add(result.path("id").asText());
            }
        }
        return ids;
    }

    /** Where the {@code Link} header leads on to, from the path on. */
    public Optional<String> next() {
        return header("link").map(link -> {
            Matcher next = NEXT.matcher(link);
            if (!next.matches()) {
                throw new AssertionError("not a link to the next page: " + link);
            }
            return URI.create(asked).resolve(next.group(1)).toString();
        });
    }

    @Override
    public String toString() {
        String text = text();
        return status + " " + headers.map() + " "
                + (text.length() > 2_000 ? text.substring(0, 2_000) + " … " + text.length() : text);
    }
}
