package org.dcss.eventstore.tools.follow;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;
import org.dcss.eventstore.tools.frame.Exit;
import org.dcss.eventstore.tools.frame.ToolException;
import org.dcss.eventstore.tools.tail.AtomicFile;

/** How far a mirror is, in a file of its own. */
final class MirrorState {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path file;

    MirrorState(Path file) {
        this.file = file;
    }

    /**
     * A place in the log.
     *
     * @param after the page behind this place may have been written in part; empty if nothing was begun
     * @param lengths of the files that it has lines for: how long they were before
     */
    record Place(OptionalLong after, Map<String, Long> lengths) {}

    Place read() throws IOException, ToolException {
        Map<String, Long> lengths = new LinkedHashMap<>();
        if (!Files.exists(file)) {
            return new Place(OptionalLong.empty(), lengths);
        }
        JsonNode json = JSON.readTree(Files.readString(file));
        if (!json.path("after").isIntegralNumber()) {
            throw new ToolException(Exit.USAGE, file + " is damaged. Begin again in an empty folder.");
        }
        json.path("lengths")
                .properties()
                .forEach(
                        length -> lengths.put(length.getKey(), length.getValue().asLong()));
        return new Place(OptionalLong.of(json.get("after").asLong()), lengths);
    }

    void write(long after, Map<String, Long> lengths) throws IOException {
        ObjectNode json = JSON.createObjectNode();
        json.put("after", after);
        ObjectNode all = json.putObject("lengths");
        lengths.forEach(all::put);
        AtomicFile.write(file, json + "\n");
    }
}
