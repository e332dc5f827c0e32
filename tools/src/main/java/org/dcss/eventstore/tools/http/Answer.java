package org.dcss.eventstore.tools.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the store answered.
 *
 * @param uri what was asked for
 * @param body unpacked, and read as UTF-8
 */
public record Answer(URI uri, int status, HttpHeaders headers, String body) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern NEXT = Pattern.compile("<([^>]*)>\\s*;[^,]*\\brel=\"?next\"?");
    private static final int SHOWN = 400;

    public Optional<String> header(String name) {
        return headers.firstValue(name);
    }

    /** Where {@code Link} leads on to, if it does. */
    public Optional<URI> next() {
        for (String link : headers.allValues("Link")) {
            Matcher next = NEXT.matcher(link);
            if (next.find()) {
                return Optional.of(uri.resolve(next.group(1)));
            }
        }
        return Optional.empty();
    }

    /** How long the store asks to wait, where it says so in seconds. */
    public Optional<Duration> retryAfter() {
        return header("Retry-After")
                .filter(seconds -> seconds.matches("[0-9]{1,6}"))
                .map(seconds -> Duration.ofSeconds(Long.parseLong(seconds)));
    }

    /** Whether it may be otherwise when asked again: throttled, or something that serves it failed. */
    public boolean isTemporary() {
        return status == 408 || status == 429 || status >= 500;
    }

    /**
     * The body, read as JSON.
     *
     * @throws IOException if it is none
     */
    public JsonNode json() throws IOException {
        return JSON.readTree(body);
    }

    /** The status, and what the problem document says, in one line. */
    public String problem() {
        String detail = "";
        try {
            JsonNode problem = json();
            detail = problem.path("detail").asText(problem.path("message").asText(""));
        } catch (IOException e) {
            // Something before the store answered: the status has to do.
        }
        return status + (detail.isEmpty() ? "" : " " + detail.substring(0, Math.min(SHOWN, detail.length())));
    }
}
