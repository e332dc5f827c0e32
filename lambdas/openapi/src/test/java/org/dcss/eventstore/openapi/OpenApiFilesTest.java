package org.dcss.eventstore.openapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OpenApiFilesTest {

    @TempDir
    private Path folder;

    @Test
    void bothFormsHoldWhatStoodInOtherFiles() throws IOException {
        Files.createDirectories(folder.resolve("examples"));
        Files.writeString(folder.resolve("examples/one.json"), "{\"sc\": 90071992547409931, \"none\": null}");
        Path document = Files.writeString(folder.resolve("openapi.yaml"), """
                openapi: 3.1.0
                info:
                  description: |
                    Two lines,
                    the "second" with a: colon.
                  version: "1"
                examples:
                  - value: { $ref: examples/one.json }
                inside: { $ref: "#/info" }
                """);

        OpenApiFiles.main(
                new String[] {document.toString(), folder.resolve("out/put").toString()});

        JsonNode json = new ObjectMapper()
                .readTree(folder.resolve("out/put/openapi.json").toFile());
        assertThat(json.at("/examples/0/value").toString()).isEqualTo("{\"sc\":90071992547409931,\"none\":null}");
        assertThat(json.at("/inside/$ref").asText()).isEqualTo("#/info");
        assertThat(json.at("/info/version").isTextual()).isTrue();
        JsonNode yaml =
                new YAMLMapper().readTree(folder.resolve("out/put/openapi.yaml").toFile());
        assertThat(yaml).isEqualTo(json);
    }

    @Test
    void aReferenceThatLeadsNowhereFailsTheBuild() throws IOException {
        Path document = Files.writeString(folder.resolve("openapi.yaml"), "value: { $ref: examples/none.json }");

        assertThatThrownBy(() -> OpenApiFiles.main(new String[] {document.toString(), folder.toString()}))
                .isInstanceOf(FileNotFoundException.class)
                .hasMessageContaining("none.json");
    }
}
