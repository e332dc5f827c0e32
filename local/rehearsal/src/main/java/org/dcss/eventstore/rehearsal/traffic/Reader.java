package org.dcss.eventstore.rehearsal.traffic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A client that reads by the documented contract: from a first URL, by the links that it is given. */
final class Reader {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern NEXT = Pattern.compile("<([^>]*)>; *rel=\"next\"");
    private static final long MILLIS_BETWEEN_POLLS = 1_000;

    /** In a row: after that it gives up. */
    private static final int MAX_FAILURES = 100;

    private final Api api;
    private final List<ReadEvent> events = new ArrayList<>();
    private int failures;

    Reader(Api api) {
        this.api = api;
    }

    /** Follows the feed from a URL until it is told to stop, and then to its end; returns what it was shown. */
    List<ReadEvent> follow(String first, BooleanSupplier stopped) throws InterruptedException, IOException {
        Optional<URI> next = Optional.of(URI.create(first));
        while (next.isPresent()) {
            boolean last = stopped.getAsBoolean();
            int before = events.size();
            next = page(next.get());
            if (events.size() == before) {
                if (last) {
                    break;
                }
                TimeUnit.MILLISECONDS.sleep(MILLIS_BETWEEN_POLLS);
            }
        }
        return events;
    }

    /** Reads all pages from a URL on; returns what they hold. */
    List<ReadEvent> readAll(String first) throws InterruptedException, IOException {
        Optional<URI> next = Optional.of(URI.create(first));
        while (next.isPresent()) {
            next = page(next.get());
        }
        return events;
    }

    /** Reads a page, and returns where to go on: at the same page where it could not be read. */
    private Optional<URI> page(URI link) throws InterruptedException, IOException {
        Optional<HttpResponse<String>> answer = api.get(link);
        if (answer.isEmpty() || answer.get().statusCode() != 200) {
            if (++failures > MAX_FAILURES) {
                throw new IOException(link + " cannot be read");
            }
            TimeUnit.MILLISECONDS.sleep(MILLIS_BETWEEN_POLLS);
            return Optional.of(link);
        }
        failures = 0;
        for (JsonNode event : JSON.readTree(answer.get().body())) {
            events.add(
                    new ReadEvent(event.path("ts").asLong(), event.path("data").toString()));
        }
        Matcher next = NEXT.matcher(answer.get().headers().firstValue("link").orElse(""));
        return next.find() ? Optional.of(link.resolve(next.group(1))) : Optional.empty();
    }
}
