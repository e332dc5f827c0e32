package org.dcss.eventstore.submit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is deployed. */
class ZipIT {

    private static final Path ZIP = Path.of("target/submit.zip");

    @TempDir
    private Path directory;

    private static List<String> jars() throws IOException {
        try (ZipFile zip = new ZipFile(ZIP.toFile())) {
            return zip.stream()
                    .filter(entry -> !entry.isDirectory())
                    .map(ZipEntry::getName)
                    .toList();
        }
    }

    @Test
    void onlyWhatIsNeededIsDeployed() throws IOException {
        assertThat(jars())
                .allMatch(name -> name.matches("lib/[^/]+\\.jar"))
                .anyMatch(name -> name.contains("eventstore-submit"))
                .anyMatch(name -> name.contains("everit"))
                .noneMatch(
                        name -> name.matches(
                                ".*(netty|apache|url-connection|joda|databind|commons-|re2j|junit|fixtures|engines|elasticmq).*"));
    }

    @Test
    void oneNativeLibraryIsDeployed() throws IOException {
        assertThat(jars())
                .filteredOn(name -> name.contains("aws-crt-0"))
                .singleElement()
                .asString()
                .contains("linux-");
        assertThat(Files.size(ZIP)).isLessThan(14_000_000);
    }

    @Test
    void schemasAreFoundInTheDeployedJars() throws Exception {
        try (URLClassLoader loader = new URLClassLoader(unzipped(), ClassLoader.getPlatformClassLoader())) {
            Class<?> catalog = loader.loadClass(SchemaCatalog.class.getName());
            Method load = catalog.getDeclaredMethod("load");
            load.setAccessible(true);
            Method types = catalog.getDeclaredMethod("types");
            types.setAccessible(true);

            assertThat(types.invoke(load.invoke(null)))
                    .isEqualTo(SchemaCatalog.load().types());
        }
    }

    private URL[] unzipped() throws IOException {
        List<URL> urls = new ArrayList<>();
        try (ZipFile zip = new ZipFile(ZIP.toFile())) {
            for (String name : jars()) {
                Path jar = directory.resolve(Path.of(name).getFileName());
                try (InputStream content = zip.getInputStream(zip.getEntry(name))) {
                    Files.copy(content, jar);
                }
                urls.add(jar.toUri().toURL());
            }
        }
        return urls.toArray(new URL[0]);
    }
}
