package org.dcss.eventstore.query.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The files that are packed beside this class, each read when it is first needed. Where one of our own names another
 * ({@code "./feed.js"}, {@code "assets/page.css"}), the name gets the other's hash: so a changed file has another name, and
 * so has whatever leads to it. Safe for use by several threads.
 */
final class StaticFiles {

    /** Files that name no others: other people's, and the OpenAPI document. */
    private static final Set<String> AS_THEY_ARE = Set.of(
            "icon.svg",
            "licenses.txt",
            "openapi.json",
            "openapi.yaml",
            "swagger-ui-bundle.js",
            "swagger-ui.css",
            "uPlot.iife.min.js",
            "uPlot.min.css");

    /** Our own, in any order; none may lead back to itself. */
    static final Set<String> OWN = Set.of(
            "api.js",
            "app.js",
            "chart.js",
            "choices.js",
            "clock.js",
            "day.js",
            "details.js",
            "docs.css",
            "docs.html",
            "docs.js",
            "dom.js",
            "feed.js",
            "list.js",
            "page.css",
            "page.html",
            "player.js",
            "sources.js",
            "state.js",
            "words.js");

    private static final Pattern REFERENCE = Pattern.compile("(?<=\")(\\./|assets/)([A-Za-z-]+(?:\\.[a-z]+)+)(?=\")");
    private static final Pattern HASHED = Pattern.compile("(.{1,60})\\.([0-9a-f]{12})(\\.[a-z]{1,5})");

    private final Map<String, StaticFile> files = new ConcurrentHashMap<>();

    /**
     * The file of that name.
     *
     * @throws IllegalArgumentException if there is none
     */
    StaticFile get(String name) {
        StaticFile known = files.get(name);
        if (known == null) {
            known = load(name);
            files.put(name, known);
        }
        return known;
    }

    /** The file whose {@link StaticFile#hashedName} this is; empty where this version has no such file. */
    Optional<StaticFile> hashed(String hashedName) {
        Matcher parts = HASHED.matcher(hashedName);
        if (!parts.matches()) {
            return Optional.empty();
        }
        String name = parts.group(1) + parts.group(3);
        return OWN.contains(name) || AS_THEY_ARE.contains(name)
                ? Optional.of(get(name)).filter(file -> file.hash().equals(parts.group(2)))
                : Optional.empty();
    }

    private StaticFile load(String name) {
        if (AS_THEY_ARE.contains(name)) {
            return new StaticFile(name, read(name));
        }
        if (!OWN.contains(name)) {
            throw new IllegalArgumentException("there is no file " + name);
        }
        String text = new String(read(name), StandardCharsets.UTF_8);
        String linked = REFERENCE
                .matcher(text)
                .replaceAll(found -> Matcher.quoteReplacement(
                        found.group(1) + get(found.group(2)).hashedName()));
        return new StaticFile(name, linked.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] read(String name) {
        try (InputStream file = StaticFiles.class.getResourceAsStream(name)) {
            return Objects.requireNonNull(file, name).readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(name + " cannot be read", e);
        }
    }
}
