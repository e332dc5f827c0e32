package org.dcss.eventstore.benchmarks.coldstart;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.dcss.eventstore.benchmarks.coldstart.baseline.Bare;
import org.dcss.eventstore.benchmarks.testbed.Deployment;
import org.dcss.eventstore.benchmarks.testbed.Role;

/** Makes the baselines' zips: the SDK in one jar with the client that starts fastest, as functions have it, and {@link Bare}. */
final class BaselineZips {

    /** What of a function's jar is not the SDK. */
    private static final Pattern NOT_OF_THE_SDK =
            Pattern.compile("/((org/(dcss|everit|json|crac)|com/(fasterxml|amazonaws))/.*"
                    + "|META-INF/(services/com\\.fasterxml.*|MANIFEST.MF))");

    private static final String PACKAGE = Bare.class.getPackageName().replace('.', '/');

    private BaselineZips() {}

    /** The consumer's own jar is without the client that starts fastest: its baseline takes submit's. */
    static Path make(Role role, Path folder) throws IOException {
        Path jar = folder.resolve("bare-" + role.title() + ".jar");
        try (FileSystem function = FileSystems.newFileSystem((role == Role.CONSUMER ? Role.SUBMIT : role).zip())) {
            Files.copy(function.getPath(Deployment.JAR), jar);
        }
        try (FileSystem content = FileSystems.newFileSystem(jar, Map.of("compressionMethod", "STORED"))) {
            deleteAllButTheSdk(content.getPath("/"));
            addBaselines(content);
        }
        Path zip = folder.resolve("bare-" + role.title() + ".zip");
        try (FileSystem content = FileSystems.newFileSystem(zip, Map.of("create", "true"))) {
            Files.createDirectory(content.getPath("lib"));
            Files.copy(jar, content.getPath(Deployment.JAR));
            Files.write(content.getPath(Deployment.NATIVE), Deployment.nativeLibrary());
        }
        return zip;
    }

    private static void deleteAllButTheSdk(Path root) throws IOException {
        try (Stream<Path> all = Files.walk(root)) {
            List<Path> others = all.filter(Files::isRegularFile)
                    .filter(file -> NOT_OF_THE_SDK.matcher(file.toString()).matches())
                    .toList();
            for (Path file : others) {
                Files.delete(file);
            }
        }
    }

    /** All of the package's classes, since what is not loaded costs nothing; from a jar, or a folder where a test runs. */
    private static void addBaselines(FileSystem target) throws IOException {
        Path source;
        try {
            source = Path.of(Bare.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
        if (Files.isDirectory(source)) {
            copy(source.resolve(PACKAGE), target);
        } else {
            try (FileSystem jar = FileSystems.newFileSystem(source)) {
                copy(jar.getPath(PACKAGE), target);
            }
        }
    }

    private static void copy(Path classes, FileSystem target) throws IOException {
        Files.createDirectories(target.getPath(PACKAGE));
        try (Stream<Path> files = Files.list(classes)) {
            for (Path file : files.toList()) {
                Files.copy(file, target.getPath(PACKAGE, file.getFileName().toString()));
            }
        }
    }
}
