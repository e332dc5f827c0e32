package org.dcss.eventstore.tools.verify;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import org.dcss.eventstore.tools.feed.ReadEvent;
import org.dcss.eventstore.tools.verify.digest.ArchivedText;
import org.dcss.eventstore.tools.verify.digest.Hash;

/**
 * The archive in a folder against the events: a day's manifest, and each object that it names, by their hashes. Holds a
 * hash for each object of a day.
 */
final class ArchiveCheck {

    private static final String WHAT = "the archive";
    private static final int BUFFER = 1 << 16;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path folder;
    private final Findings findings;
    private final Map<String, ArchivedText> texts = new TreeMap<>();
    private final List<JsonNode> parts = new ArrayList<>();
    private JsonNode manifest = JSON.nullNode();

    ArchiveCheck(Path folder, Findings findings) {
        this.folder = folder;
        this.findings = findings;
    }

    /** Begins a closed day, before its events are taken. */
    void begin(LocalDate day) throws IOException {
        texts.clear();
        parts.clear();
        manifest = JSON.nullNode();
        try (InputStream in = Files.newInputStream(folder.resolve("manifest/day=" + day + ".json"))) {
            manifest = JSON.readTree(in);
            manifest.path("parts").forEach(parts::add);
        } catch (NoSuchFileException e) {
            findings.unchecked(WHAT + " of " + day, "there is no manifest yet");
        }
    }

    /** Takes the day's next event. */
    void add(ReadEvent event) {
        if (manifest.isObject()) {
            texts.computeIfAbsent(name(part(event.ts()), event.src(), event.type()), any -> new ArchivedText())
                    .add(event);
        }
    }

    private long part(long slot) {
        return parts.stream()
                .filter(part -> part.path("from").asLong() <= slot
                        && slot <= part.path("through").asLong())
                .map(part -> part.path("part").asLong())
                .findFirst()
                .orElse(-1L);
    }

    private static String name(long part, String src, String type) {
        return "part " + part + " of " + src + " " + type;
    }

    /** Ends the day, and compares. */
    void end(LocalDate day) throws IOException {
        for (JsonNode object : manifest.path("objects")) {
            String name = name(
                    object.path("part").asLong(),
                    object.path("src").asText(),
                    object.path("type").asText());
            ArchivedText text = texts.remove(name);
            long events = object.path("events").asLong();
            if (text == null || text.events() != events) {
                findings.broken(
                        day,
                        WHAT + "'s manifest says " + events + " events in " + name + ", and the log holds "
                                + (text == null ? 0 : text.events()));
            } else if (!text.sha256().equals(object.path("sha256").asText())) {
                findings.broken(
                        day,
                        WHAT + "'s manifest has another hash than the log for " + name + " (slots "
                                + object.path("first").asLong() + " to "
                                + object.path("last").asLong() + ")");
            }
            object(day, object);
        }
        texts.keySet().forEach(name -> findings.broken(day, WHAT + "'s manifest lacks " + name));
    }

    private void object(LocalDate day, JsonNode object) {
        String name = object.path("object").asText();
        Path file = folder.resolve(name).normalize();
        if (!file.startsWith(folder.normalize())) {
            findings.broken(day, WHAT + "'s manifest names " + name + ", which is not in it");
            return;
        }
        Hash hash = Hash.begin();
        try (InputStream in =
                new GZIPInputStream(new BufferedInputStream(Files.newInputStream(file), BUFFER), BUFFER)) {
            byte[] buffer = new byte[BUFFER];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                hash.add(buffer, read);
            }
        } catch (IOException e) {
            findings.broken(day, WHAT + "'s " + name + " cannot be unpacked: " + e);
            return;
        }
        if (!hash.soFar().equals(object.path("sha256").asText())) {
            findings.broken(day, WHAT + "'s " + name + " is not what its manifest says");
        }
    }
}
