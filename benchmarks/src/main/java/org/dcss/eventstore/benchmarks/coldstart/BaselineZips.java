package org.dcss.eventstore.benchmarks.coldstart;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.dcss.eventstore.benchmarks.coldstart.baseline.Bare;
import org.dcss.eventstore.benchmarks.testbed.Role;

/** Makes the baselines' zips: the SDK in one jar with the client that starts fastest, as functions have it, and {@link Bare}. */
final class BaselineZips {

    /** Where a function's own jar lies in its zip. */
    private static final String JAR = "lib/function.jar";

    /** What of a function's jar is not the SDK. */
    private static final Pattern NOT_OF_THE_SDK =
            Pattern.compile("/((org/(dcss|everit|json|crac)|com/(fasterxml|amazonaws))/.*"
                    + "|META-INF/(services/com\\.fasterxml.*|MANIFEST.MF))");

    private BaselineZips() {}

    /** The consumer's own jar is without the client that starts fastest: its baseline takes submit's. */
    static Path make(Role role, Path folder) throws IOException {
        Path zip = folder.resolve("bare-" + role.title() + ".zip");
        Path jar = folder.resolve("bare-" + role.title() + ".jar");
        Files.copy((role == Role.CONSUMER ? Role.SUBMIT : role).zip(), zip);
        try (FileSystem files = FileSystems.newFileSystem(zip)) {
            Files.copy(files.getPath(JAR), jar);
            try (FileSystem classes = FileSystems.newFileSystem(jar, Map.of("compressionMethod", "STORED"))) {
                deleteAllButTheSdk(classes.getPath("/"));
                addBaselines(classes);
            }
            Files.copy(jar, files.getPath(JAR), StandardCopyOption.REPLACE_EXISTING);
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

    /** All of them, since what is not loaded costs nothing. */
    private static void addBaselines(FileSystem jar) throws IOException {
        for (Class<?> type : List.of(Bare.class, Bare.Submit.class, Bare.Consumer.class, Bare.Query.class)) {
            Path file = jar.getPath(type.getName().replace('.', '/') + ".class");
            Files.createDirectories(file.getParent());
            try (InputStream content = Bare.class.getResourceAsStream("/" + file)) {
                Files.copy(Objects.requireNonNull(content), file);
            }
        }
    }
}
