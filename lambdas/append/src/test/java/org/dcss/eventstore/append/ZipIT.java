package org.dcss.eventstore.append;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is deployed. */
final class ZipIT {

    private static final Path ZIP = Path.of("target/append.zip");

    private static final String JAR = "lib/function.jar";

    @TempDir
    private Path directory;

    @Test
    void zipHoldsAJarAndANativeLibrary() throws IOException {
        try (ZipFile zip = new ZipFile(ZIP.toFile())) {
            assertThat(files(zip)).containsExactlyInAnyOrder(JAR, "lib/libaws-crt-jni.so");
        }
        assertThat(Files.size(ZIP)).isLessThan(10_000_000);
    }

    @Test
    void onlyWhatIsNeededIsDeployed() throws IOException {
        try (ZipFile jar = new ZipFile(jar().toFile())) {
            assertThat(files(jar))
                    .anyMatch(name -> name.startsWith("org/dcss/eventstore/append/"))
                    .anyMatch(name -> name.endsWith("append/dry-run.json"))
                    .noneMatch(name -> name.startsWith("org/everit/") || name.startsWith("org/json/"))
                    .noneMatch(name -> name.matches("(META-INF/versions|linux|osx|windows)/.*"))
                    .noneMatch(
                            name -> name.matches(
                                    ".*/(netty|apache|apache5|urlconnection|joda|databind|commons|re2j|junit|fixtures|engines|elasticmq)/.*"));
        }
    }

    @Test
    void nothingInTheJarIsCompressed() throws IOException {
        try (ZipFile jar = new ZipFile(jar().toFile())) {
            assertThat(jar.stream()).allMatch(entry -> entry.getMethod() == ZipEntry.STORED);
        }
    }

    private static List<String> files(ZipFile zip) {
        return zip.stream()
                .filter(entry -> !entry.isDirectory())
                .map(ZipEntry::getName)
                .toList();
    }

    private Path jar() throws IOException {
        Path jar = directory.resolve("function.jar");
        try (ZipFile zip = new ZipFile(ZIP.toFile());
                InputStream content = zip.getInputStream(zip.getEntry(JAR))) {
            Files.copy(content, jar);
        }
        return jar;
    }
}
