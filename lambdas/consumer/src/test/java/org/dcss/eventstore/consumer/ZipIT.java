package org.dcss.eventstore.consumer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;

/** What is deployed, and what is said to be in it. */
class ZipIT {

    private static final Path ZIP = Path.of("target/consumer.zip");
    private static final Path SBOM = Path.of("target/consumer.cdx.json");
    private static final String JAR = "lib/function.jar";

    @Test
    void zipHoldsAJarAlone() throws IOException {
        try (ZipFile zip = new ZipFile(ZIP.toFile())) {
            assertThat(zip.stream().filter(entry -> !entry.isDirectory()).map(ZipEntry::getName))
                    .containsExactly(JAR);
        }
        assertThat(Files.size(ZIP)).isLessThan(10_000_000);
    }

    @Test
    void theClientThatResetsIsTheOnlyOne() throws IOException {
        assertThat(names())
                .anyMatch(name -> name.startsWith("software/amazon/awssdk/http/apache5/"))
                .noneMatch(name -> name.startsWith("software/amazon/awssdk/crt/"))
                .noneMatch(name -> name.matches("software/amazon/awssdk/http/(crt|apache|nio|urlconnection)/.*"));
    }

    @Test
    void aScannerCanNameTheLibraries() throws IOException {
        assertThat(names())
                .contains(
                        "META-INF/maven/software.amazon.awssdk/dynamodb/pom.properties",
                        "META-INF/maven/org.apache.httpcomponents.client5/httpclient5/pom.properties",
                        "META-INF/maven/com.fasterxml.jackson.core/jackson-core/pom.properties");
    }

    @Test
    void theSbomNamesTheLibrariesAndNothingOfThisBuild() throws IOException {
        if (!Files.exists(SBOM)) {
            System.out.println("!!!! SKIPPED: the consumer's SBOM: Maven makes none when it is offline");
        }
        assumeTrue(Files.exists(SBOM));
        JsonNode sbom = new ObjectMapper().readTree(Files.readAllBytes(SBOM));

        assertThat(sbom.has("serialNumber")).isFalse();
        assertThat(sbom.at("/metadata/timestamp").asText("2020-01-01T00:00:00Z"))
                .isEqualTo("2020-01-01T00:00:00Z");
        List<String> libraries = new ArrayList<>();
        sbom.get("components")
                .forEach(component -> libraries.add(component.get("purl").asText()));
        assertThat(libraries)
                .anyMatch(purl -> purl.startsWith("pkg:maven/software.amazon.awssdk/dynamodb@"))
                .anyMatch(purl -> purl.startsWith("pkg:maven/org.apache.httpcomponents.client5/httpclient5@"))
                .noneMatch(purl -> purl.contains("junit") || purl.contains("aws-crt") || purl.contains("elasticmq"));
    }

    private static List<String> names() throws IOException {
        List<String> names = new ArrayList<>();
        try (ZipFile zip = new ZipFile(ZIP.toFile());
                InputStream content = zip.getInputStream(zip.getEntry(JAR));
                ZipInputStream jar = new ZipInputStream(new ByteArrayInputStream(content.readAllBytes()))) {
            for (ZipEntry entry = jar.getNextEntry(); entry != null; entry = jar.getNextEntry()) {
                names.add(entry.getName());
            }
        }
        return names;
    }
}
