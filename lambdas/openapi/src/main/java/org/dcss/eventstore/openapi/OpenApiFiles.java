package org.dcss.eventstore.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * Writes an OpenAPI document once as JSON and once as YAML, each complete in itself: what stands in other files, and is
 * referred to by {@code $ref} with a relative path, is in its place.
 */
public final class OpenApiFiles {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final YAMLMapper YAML = YAMLMapper.builder()
            .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
            .disable(YAMLGenerator.Feature.SPLIT_LINES)
            .enable(YAMLGenerator.Feature.LITERAL_BLOCK_STYLE)
            .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
            .enable(YAMLGenerator.Feature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
            .build();

    private OpenApiFiles() {}

    /**
     * Writes {@code openapi.json} and {@code openapi.yaml}.
     *
     * @param arguments the document in YAML, and the folder to write to, which is made if it is absent
     */
    public static void main(String[] arguments) throws IOException {
        if (arguments.length != 2) {
            throw new IllegalArgumentException("give the document in YAML and the folder to write to");
        }
        write(Path.of(arguments[0]), Path.of(arguments[1]));
    }

    static void write(Path document, Path folder) throws IOException {
        JsonNode whole = whole(YAML.readTree(document.toFile()), document.resolveSibling("."));
        Files.createDirectories(folder);
        Files.write(folder.resolve("openapi.json"), JSON.writeValueAsBytes(whole));
        Files.write(folder.resolve("openapi.yaml"), YAML.writeValueAsBytes(whole));
    }

    private static JsonNode whole(JsonNode node, Path folder) throws IOException {
        if (node.isArray()) {
            ArrayNode elements = JSON.createArrayNode();
            for (JsonNode element : node) {
                elements.add(whole(element, folder));
            }
            return elements;
        }
        if (!node.isObject()) {
            return node;
        }
        String reference = node.path("$ref").asText("#");
        if (!reference.startsWith("#")) {
            return JSON.readTree(folder.resolve(reference).toFile());
        }
        ObjectNode members = JSON.createObjectNode();
        for (Map.Entry<String, JsonNode> member : node.properties()) {
            members.set(member.getKey(), whole(member.getValue(), folder));
        }
        return members;
    }
}
