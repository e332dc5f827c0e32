package org.dcss.eventstore.benchmarks.coldstart;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipOutputStream;
import org.apache.hc.client5.http.classic.HttpClient;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http2.H2Error;
import org.dcss.eventstore.benchmarks.coldstart.contender.EmptyHandler;
import org.dcss.eventstore.benchmarks.deployment.FunctionZips;
import org.dcss.eventstore.benchmarks.deployment.Role;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;

/** The contenders' zips, with the SDK's jars as the functions' own zips have them, and nothing that is not used. */
final class ContenderZips {

    /** Jars of a function that the SDK does without. */
    private static final Pattern NOT_OF_THE_SDK =
            Pattern.compile("(eventstore|everit|json-2|jackson|aws-lambda-java|org-crac).*");

    private static final Pattern CRT = Pattern.compile("(aws-crt-client|crt-core|aws-crt).*");

    private ContenderZips() {}

    /** The class alone. */
    static Path empty(Path folder) throws IOException {
        return zip(folder.resolve("empty.zip"), out -> {});
    }

    /** The SDK as the function has it. */
    static Path bare(Role role, Path folder) throws IOException {
        boolean foreign = !FunctionZips.runnable(role, folder).equals(role.zip());
        return zip(folder.resolve("bare-" + role.title() + ".zip"), out -> {
            FunctionZips.copyLibraries(
                    role, name -> !matches(NOT_OF_THE_SDK, name) && !(foreign && FunctionZips.isNative(name)), out);
            if (foreign) {
                FunctionZips.addJarsOf(List.of(software.amazon.awssdk.crt.CRT.class), out);
            }
        });
    }

    /** The SDK with the HTTP client that it takes by itself, and a mapper. */
    static Path usual(Role role, Path folder) throws IOException {
        return zip(folder.resolve("usual-" + role.title() + ".zip"), out -> {
            FunctionZips.copyLibraries(role, name -> !matches(NOT_OF_THE_SDK, name) && !matches(CRT, name), out);
            FunctionZips.addJarsOf(
                    List.of(
                            Apache5HttpClient.class,
                            HttpClient.class,
                            HttpRequest.class,
                            H2Error.class,
                            ObjectMapper.class,
                            JsonFactory.class,
                            JsonProperty.class),
                    out);
        });
    }

    private static boolean matches(Pattern pattern, String name) {
        return pattern.matcher(name).matches();
    }

    private interface Libraries {
        void addTo(ZipOutputStream out) throws IOException;
    }

    private static Path zip(Path target, Libraries libraries) throws IOException {
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(target))) {
            FunctionZips.add(out, "lib/contender.jar", handlers());
            libraries.addTo(out);
        }
        return target;
    }

    /** All of them in one jar: what is not loaded costs nothing. */
    private static byte[] handlers() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        String folder = EmptyHandler.class.getPackageName().replace('.', '/');
        Path source = FunctionZips.jarOf(EmptyHandler.class);
        try (ZipOutputStream out = new ZipOutputStream(bytes)) {
            if (Files.isDirectory(source)) {
                addClasses(source, folder, out);
            } else {
                try (FileSystem jar = FileSystems.newFileSystem(URI.create("jar:" + source.toUri()), Map.of())) {
                    addClasses(jar.getPath("/"), folder, out);
                }
            }
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
