package org.dcss.eventstore.query.view;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.dcss.eventstore.core.Source;
import org.dcss.eventstore.core.message.StrictJson;

/**
 * What whoever runs the store says of its sources, in the file {@code schemas/sources.json}: an object that has a member for
 * each source, itself an object of text, all of it optional.
 *
 * @param sources by name
 */
record SourceDirectory(Map<Source, Described> sources) {

    /** A source without a time of its own is quiet after a day. */
    static final Duration QUIET_AFTER = Duration.ofDays(1);

    private static final String FILE = "sources.json";
    private static final Set<String> TEXTS = Set.of("title", "home", "morgue");
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{(name|end|version)\\}");
    private static final int MAX_QUIET_SECONDS = 31_622_400;

    /**
     * A source as it is described.
     *
     * @param texts title, home and morgue, where they are said; the morgue's address holds {name}, {end} and {version}
     * @param quietAfter how long after its last event a source is quiet
     */
    record Described(Map<String, String> texts, Duration quietAfter) {

        static final Described NOT_AT_ALL = new Described(Map.of(), QUIET_AFTER);

        Described {
            texts = Collections.unmodifiableMap(new LinkedHashMap<>(texts));
        }
    }

    SourceDirectory {
        sources = Collections.unmodifiableMap(new LinkedHashMap<>(sources));
    }

    Described of(Source src) {
        return sources.getOrDefault(src, Described.NOT_AT_ALL);
    }

    /** The file that was packed beside this class. */
    static SourceDirectory load() {
        try (InputStream file = Objects.requireNonNull(SourceDirectory.class.getResourceAsStream(FILE), FILE);
                JsonParser json = StrictJson.FACTORY.createParser(file)) {
            return parse(json);
        } catch (IOException e) {
            throw new UncheckedIOException(FILE + " cannot be read", e);
        }
    }

    /**
     * Reads the text of such a file.
     *
     * @throws IllegalArgumentException if a name or value is none that there is; names it
     * @throws IOException if it is not JSON
     */
    static SourceDirectory parse(JsonParser json) throws IOException {
        expect(json.nextToken() == JsonToken.START_OBJECT, "the file", "be an object");
        Map<Source, Described> sources = new LinkedHashMap<>();
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String src = json.currentName();
            expect(Source.isName(src), src, "be the name of a source, such as cpo");
            expect(sources.put(new Source(src), described(src, json)) == null, src, "stand there once");
        }
        expect(json.nextToken() == null, "the file", "hold one object");
        return new SourceDirectory(sources);
    }

    private static Described described(String src, JsonParser json) throws IOException {
        expect(json.nextToken() == JsonToken.START_OBJECT, src, "be an object");
        Map<String, String> texts = new TreeMap<>(Collections.reverseOrder());
        Duration quietAfter = QUIET_AFTER;
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            String place = src + "/" + name;
            JsonToken value = json.nextToken();
            if (name.equals("quiet_after")) {
                expect(
                        value == JsonToken.VALUE_NUMBER_INT
                                && json.getText().matches("[0-9]{2,8}")
                                && json.getIntValue() >= 60
                                && json.getIntValue() <= MAX_QUIET_SECONDS,
                        place,
                        "be a whole number of seconds from 60 to " + MAX_QUIET_SECONDS);
                quietAfter = Duration.ofSeconds(json.getIntValue());
            } else {
                expect(TEXTS.contains(name), place, "not be there: there are title, home, morgue and quiet_after");
                expect(value == JsonToken.VALUE_STRING && !json.getText().isBlank(), place, "be text");
                expect(
                        name.equals("title") || isAddress(json.getText()),
                        place,
                        "be an http or https address, in which"
                                + " only a morgue's may hold {name}, {end} and {version}");
                expect(
                        !name.equals("home") || !json.getText().contains("{"),
                        place,
                        "be an address without placeholders");
                texts.put(name, json.getText());
            }
        }
        return new Described(texts, quietAfter);
    }

    private static boolean isAddress(String text) {
        String example = PLACEHOLDER.matcher(text).replaceAll("x");
        return example.matches("https?://[^\\s{}]+") && isUri(example);
    }

    private static boolean isUri(String text) {
        try {
            return URI.create(text).getHost() != null;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static void expect(boolean right, String place, String rule) {
        if (!right) {
            throw new IllegalArgumentException(FILE + ": " + place + " must " + rule);
        }
    }
}
