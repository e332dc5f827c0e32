package org.dcss.eventstore.benchmarks.coldstart;

import java.io.File;
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
import org.dcss.eventstore.benchmarks.coldstart.baseline.UsualSubmit;
import org.dcss.eventstore.benchmarks.testbed.FunctionZips;
import org.dcss.eventstore.benchmarks.testbed.Role;
import software.amazon.awssdk.core.util.VersionInfo;

/** Makes the baselines' zips in a folder. */
final class BaselineZips {

    /** What of a function's jar is not the SDK. */
    private static final Pattern NOT_OF_THE_SDK =
            Pattern.compile("/((org/(dcss|everit|json|crac)|com/(fasterxml|amazonaws))/.*"
                    + "|META-INF/(services/com\\.fasterxml.*|MANIFEST.MF))");

    /** The jars that a build brings for both services, the SDK's own HTTP client, and a mapper. */
    private static final Pattern USUAL = Pattern.compile(
            "(annotations|apache5-client|auth|aws-core|aws-json-protocol|checksums|checksums-spi|endpoints-spi"
                    + "|http-auth|http-auth-aws|http-auth-aws-eventstream|http-auth-spi|http-client-spi|identity-spi"
                    + "|json-utils|metrics-spi|profiles|protocol-core|regions|retries|retries-spi|sdk-core"
                    + "|third-party-jackson-core|utils|utils-lite|dynamodb|sqs)-" + VersionInfo.SDK_VERSION + "\\.jar"
                    + "|(httpclient5|httpcore5|httpcore5-h2|jackson-core|jackson-databind|jackson-annotations"
                    + "|eventstream|reactive-streams|slf4j-api|slf4j-nop)-[0-9.]+\\.jar");

    /** As the functions' own jar. */
    private static final Map<String, String> UNCOMPRESSED = Map.of("compressionMethod", "STORED");

    private static final String PACKAGE = UsualSubmit.class.getPackageName().replace('.', '/');

    private final Path folder;

    BaselineZips(Path folder) {
        this.folder = folder;
    }

    /** The SDK with the client that starts fastest, in one jar; the consumer's own jar is without that client. */
    Path bare(Role role) throws IOException {
        Path jar = folder.resolve("bare-" + role.title() + ".jar");
        Role sdk = role == Role.CONSUMER ? Role.SUBMIT : role;
        try (FileSystem function = FileSystems.newFileSystem(sdk.zip())) {
            Files.copy(function.getPath(FunctionZips.JAR), jar);
        }
        try (FileSystem content = FileSystems.newFileSystem(jar, UNCOMPRESSED)) {
            deleteAllButTheSdk(content.getPath("/"));
            addBaselines(content);
        }
        Path zip = folder.resolve("bare-" + role.title() + ".zip");
        try (FileSystem content = FileSystems.newFileSystem(zip, Map.of("create", "true"))) {
            Files.createDirectory(content.getPath("lib"));
            Files.copy(jar, content.getPath(FunctionZips.JAR));
            Files.write(content.getPath(FunctionZips.NATIVE), FunctionZips.nativeLibrary());
        }
        return zip;
    }

    /** The SDK with the HTTP client that it takes by itself, and a mapper, each in its jar. */
    Path usual() throws IOException {
        Path zip = folder.resolve("usual-submit.zip");
        try (FileSystem content = FileSystems.newFileSystem(zip, Map.of("create", "true"))) {
            addBaselines(content);
            Files.createDirectory(content.getPath("lib"));
            for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
                Path jar = Path.of(entry);
                if (USUAL.matcher(String.valueOf(jar.getFileName())).matches()) {
                    Files.copy(jar, content.getPath("lib", jar.getFileName().toString()));
                }
            }
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

    /** All of the package's classes, since what is not loaded costs nothing. */
    private static void addBaselines(FileSystem target) throws IOException {
        Path source;
        try {
            source = Path.of(UsualSubmit.class
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
