package org.dcss.eventstore.tools.tail;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The checkpoints of a folder, a file each. */
public final class Checkpoints {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String SUFFIX = ".checkpoint";

    private final Path folder;
    private final boolean kept;
    private final Map<String, Checkpoint> all = new TreeMap<>();

    private Checkpoints(Path folder, boolean kept) {
        this.folder = folder;
        this.kept = kept;
    }

    /** Reads what is there. A file that is damaged counts as absent: its lines are sent again, and stored once. */
    public static Checkpoints in(Path folder) throws IOException {
        return read(new Checkpoints(folder, true));
    }

    /** Reads what is there, and never writes. */
    public static Checkpoints readOnly(Path folder) throws IOException {
        return read(new Checkpoints(folder, false));
    }

    private static Checkpoints read(Checkpoints checkpoints) throws IOException {
        if (!Files.isDirectory(checkpoints.folder)) {
            return checkpoints;
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(checkpoints.folder, "*" + SUFFIX)) {
            for (Path file : files) {
                parse(Files.readString(file))
                        .ifPresent(checkpoint -> checkpoints.all.put(checkpoint.name(), checkpoint));
            }
        }
        return checkpoints;
    }

    Map<String, Checkpoint> all() {
        return all;
    }

    Optional<Checkpoint> find(String name) {
        return Optional.ofNullable(all.get(name));
    }

    void put(Checkpoint checkpoint) throws IOException {
        if (kept) {
            AtomicFile.write(folder.resolve(checkpoint.name().replace("/", "%") + SUFFIX), text(checkpoint));
        }
        all.put(checkpoint.name(), checkpoint);
    }

    private static String text(Checkpoint checkpoint) {
        ObjectNode json = JSON.createObjectNode();
        json.put("file", checkpoint.name());
        json.put("offset", checkpoint.offset());
        json.put("key", checkpoint.key());
        json.put("before", checkpoint.before());
        checkpoint.movedFrom().ifPresent(name -> json.put("movedFrom", name));
        return json + "\n";
    }

    private static Optional<Checkpoint> parse(String text) {
        try {
            JsonNode json = JSON.readTree(text);
            if (!json.path("file").isTextual() || !json.path("offset").isIntegralNumber()) {
                return Optional.empty();
            }
            return Optional.of(new Checkpoint(
                    json.get("file").asText(),
                    json.get("offset").asLong(),
                    json.path("key").asText(),
                    json.path("before").asText(),
                    Optional.ofNullable(json.get("movedFrom")).map(JsonNode::asText)));
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
