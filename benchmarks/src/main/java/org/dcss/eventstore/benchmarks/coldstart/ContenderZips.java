package org.dcss.eventstore.benchmarks.coldstart;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import java.util.zip.ZipOutputStream;
import org.dcss.eventstore.benchmarks.coldstart.contender.EmptyHandler;
import org.dcss.eventstore.benchmarks.deployment.FunctionZips;
import org.dcss.eventstore.benchmarks.deployment.Role;
import software.amazon.awssdk.core.util.VersionInfo;

/** The contenders' zips. */
final class ContenderZips {

    /** What of a function's jar is not the SDK. */
    private static final Pattern NOT_OF_THE_SDK = Pattern.compile(
            "(org/(dcss|everit|json|crac)|com/(fasterxml|amazonaws))/.*|META-INF/(services/com\\.fasterxml.*|MANIFEST.MF)");

    /** The jars that a build brings for both services, the SDK's own HTTP client, and a mapper. */
    private static final List<Pattern> USUAL = Stream.of(
                    "(annotations|apache5-client|auth|aws-core|aws-json-protocol|checksums|checksums-spi|endpoints-spi"
                            + "|http-auth|http-auth-aws|http-auth-aws-eventstream|http-auth-spi|http-client-spi|identity-spi"
                            + "|json-utils|metrics-spi|profiles|protocol-core|regions|retries|retries-spi|sdk-core"
                            + "|third-party-jackson-core|utils|utils-lite|dynamodb|sqs)-"
                            + Pattern.quote(VersionInfo.SDK_VERSION) + "\\.jar",
                    "(httpclient5|httpcore5|httpcore5-h2)-[0-9.]+\\.jar",
                    "(jackson-core|jackson-databind|jackson-annotations)-[0-9.]+\\.jar",
                    "(eventstream|reactive-streams|slf4j-api|slf4j-nop)-[0-9.]+\\.jar")
            .map(Pattern::compile)
            .toList();

    private ContenderZips() {}

    /** The class alone. */
    static Path empty(Path folder) throws IOException {
        return zip(folder.resolve("empty.zip"), out -> FunctionZips.add(out, "lib/function.jar", jar(jar -> {})));
    }

    /** The SDK with the client that starts fastest, in one jar; the consumer's own jar is without that client. */
    static Path bare(Role role, Path folder) throws IOException {
        Role sdk = role == Role.CONSUMER ? Role.SUBMIT : role;
        return zip(folder.resolve("bare-" + role.title() + ".zip"), out -> {
            FunctionZips.add(
                    out,
                    "lib/function.jar",
                    jar(jar -> FunctionZips.copyClasses(
                            sdk, name -> !NOT_OF_THE_SDK.matcher(name).matches(), jar)));
            FunctionZips.addNativeLibrary(out);
        });
    }

    /** The SDK with the HTTP client that it takes by itself, and a mapper, each in its jar. */
    static Path usual(Role role, Path folder) throws IOException {
        return zip(folder.resolve("usual-" + role.title() + ".zip"), out -> {
            FunctionZips.add(out, "lib/contender.jar", jar(jar -> {}));
            for (Path jar : usualJars()) {
                FunctionZips.add(out, "lib/" + jar.getFileName(), Files.readAllBytes(jar));
            }
        });
    }

    private static List<Path> usualJars() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .map(Path::of)
                .filter(jar -> USUAL.stream()
                        .anyMatch(usual ->
                                usual.matcher(String.valueOf(jar.getFileName())).matches()))
                .toList();
    }

    private interface Content {
        void addTo(ZipOutputStream out) throws IOException;
    }

    private static Path zip(Path target, Content content) throws IOException {
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(target))) {
            content.addTo(out);
        }
        return target;
    }

    /** All handlers, since what is not loaded costs nothing, and more; hardly compressed, as the functions' own jar. */
    private static byte[] jar(Content more) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        String folder = EmptyHandler.class.getPackageName().replace('.', '/');
        Path source = FunctionZips.jarOf(EmptyHandler.class);
        try (ZipOutputStream out = new ZipOutputStream(bytes)) {
            out.setLevel(Deflater.NO_COMPRESSION);
            if (Files.isDirectory(source)) {
                addClasses(source, folder, out);
            } else {
                try (FileSystem jar = FileSystems.newFileSystem(URI.create("jar:" + source.toUri()), Map.of())) {
                    addClasses(jar.getPath("/"), folder, out);
                }
            }
            more.addTo(out);
        }
        return bytes.toByteArray();
    }

    private static void addClasses(Path root, String folder, ZipOutputStream out) throws IOException {
        try (Stream<Path> files = Files.list(root.resolve(folder))) {
            for (Path file : files.sorted().toList()) {
                try (InputStream content = Files.newInputStream(file)) {
                    FunctionZips.add(out, folder + "/" + file.getFileName(), content.readAllBytes());
                }
            }
        }
    }
}
