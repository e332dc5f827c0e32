package org.dcss.eventstore.intake.queue;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.dcss.eventstore.core.Source;

/**
 * Each source's quota.
 *
 * @param others of a source that has none of its own; empty for none
 * @param bySource empty where a source may submit without limit
 */
public record Quotas(Optional<Quota> others, Map<Source, Optional<Quota>> bySource) {

    /**
     * Half of what the log can hold (1000 events a second): one source that backfills leaves the other half to all others,
     * at twice the size of an average event. A burst is ten requests of 500 events.
     */
    public static final Quota DEFAULT = new Quota(500, 1_000_000, Duration.ofSeconds(10));

    /** What the function does unless told otherwise. */
    public static final Quotas DEFAULTS = new Quotas(Optional.of(DEFAULT), Map.of());

    private static final JsonFactory JSON = JsonFactory.builder().build();

    private static final String EXPECTED = "QUOTAS must be JSON such as {\"default\":{\"events_per_second\":500,"
            + "\"bytes_per_second\":1000000,\"burst_seconds\":10},\"sources\":{\"cpo\":{\"events_per_second\":800}}}: ";

    /** A quota's members, as far as they are given. */
    private record Given(Map<String, Integer> members) {

        Quota over(Quota base) {
            return new Quota(
                    members.getOrDefault("events_per_second", base.eventsPerSecond()),
                    members.getOrDefault("bytes_per_second", base.bytesPerSecond()),
                    Duration.ofSeconds(members.getOrDefault(
                            "burst_seconds", (int) base.burst().toSeconds())));
        }
    }

    public Optional<Quota> of(Source src) {
        return bySource.getOrDefault(src, others);
    }

    /**
     * Reads quotas from JSON. Without {@code default}, or where it is null, only sources that are named have a quota; one
     * that is null has none. A member that is left out is as in {@code default}, or else in {@link #DEFAULT}.
     *
     * @throws IllegalArgumentException if the text is something else; says what
     */
    public static Quotas parse(String text) {
        try (JsonParser json = JSON.createParser(text)) {
            Optional<Given> others = Optional.empty();
            Map<Source, Optional<Given>> bySource = new HashMap<>();
            require(json.nextToken() == JsonToken.START_OBJECT, "it is no object");
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                switch (json.currentName()) {
                    case "default" -> others = readQuota(json);
                    case "sources" -> readSources(json, bySource);
                    default -> require(false, "it has a member \"" + json.currentName() + '"');
                }
            }
            require(json.nextToken() == null, "more follows behind its end");
            Optional<Quota> base = others.map(given -> given.over(DEFAULT));
            Map<Source, Optional<Quota>> quotas = new HashMap<>();
            bySource.forEach((src, given) -> quotas.put(src, given.map(own -> own.over(base.orElse(DEFAULT)))));
            return new Quotas(base, Map.copyOf(quotas));
        } catch (IOException e) {
            throw new IllegalArgumentException(EXPECTED + "it is no JSON", e);
        }
    }

    private static void readSources(JsonParser json, Map<Source, Optional<Given>> bySource) throws IOException {
        require(json.nextToken() == JsonToken.START_OBJECT, "sources is no object");
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            require(Source.isName(name), "no source is called \"" + name + '"');
            bySource.put(new Source(name), readQuota(json));
        }
    }

    private static Optional<Given> readQuota(JsonParser json) throws IOException {
        if (json.nextToken() == JsonToken.VALUE_NULL) {
            return Optional.empty();
        }
        require(json.currentToken() == JsonToken.START_OBJECT, "a quota is an object or null");
        Map<String, Integer> members = new HashMap<>();
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            int most = switch (name) {
                case "events_per_second" -> 1_000_000;
                case "bytes_per_second" -> 1_000_000_000;
                case "burst_seconds" -> 3_600;
                default -> 0;
            };
            require(most > 0, "a quota has no member \"" + name + '"');
            boolean isGood = json.nextToken() == JsonToken.VALUE_NUMBER_INT
                    && json.getNumberType() == JsonParser.NumberType.INT
                    && json.getIntValue() >= 1
                    && json.getIntValue() <= most;
            require(isGood, name + " must be a whole number from 1 to " + most);
            members.put(name, json.getIntValue());
        }
        return Optional.of(new Given(members));
    }

    private static void require(boolean isTrue, String otherwise) {
        if (!isTrue) {
            throw new IllegalArgumentException(EXPECTED + otherwise);
        }
    }
}
