package org.dcss.eventstore.local.runtime;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.amazonaws.services.lambda.runtime.api.client.AWSLambda;
import com.amazonaws.services.lambda.runtime.serialization.PojoSerializer;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.utilslite.SdkInternalThreadLocal;

/**
 * Lambda's Java runtime: the libraries that it holds beside a function's own, and its command line, as wrapper scripts
 * on Lambda print it. The JDK is the one that runs this program.
 */
final class ManagedRuntime {

    private static final String CLIENT = "com.amazonaws.services.lambda.runtime.api.client";

    private final Path nativeClient;
    private final String classPath;

    private ManagedRuntime(Path nativeClient, String classPath) {
        this.nativeClient = nativeClient;
        this.classPath = classPath;
    }

    /**
     * A runtime whose native library is put into this folder.
     *
     * @throws IOException if there is no native library for this machine, or it cannot be written
     */
    static ManagedRuntime in(Path folder) throws IOException {
        String library = "libaws-lambda-jni.linux-" + architecture() + ".so";
        Path target = Files.createDirectories(folder).resolve(library);
        try (InputStream content = AWSLambda.class.getResourceAsStream("/jni/" + library)) {
            if (content == null || !System.getProperty("os.name").equals("Linux")) {
                throw new IOException("Lambda's Java runtime client runs on Linux only, on x86_64 or aarch64");
            }
            // Whole at any moment: the process of another function in this folder may be about to load it.
            Path part = Files.createTempFile(folder, "client", ".part");
            Files.copy(content, part, StandardCopyOption.REPLACE_EXISTING);
            Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
        }
        String classPath = Stream.of(
                        AWSLambda.class, RequestStreamHandler.class, PojoSerializer.class, SdkInternalThreadLocal.class)
                .map(ManagedRuntime::jar)
                .collect(Collectors.joining(File.pathSeparator));
        return new ManagedRuntime(target.toAbsolutePath(), classPath);
    }

    private static String architecture() {
        String name = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
        return name.equals("amd64") ? "x86_64" : name.replace("aarch64", "aarch_64");
    }

    private static String jar(Class<?> type) {
        try {
            return Path.of(type.getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .toString();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The client itself puts the task root and its {@code lib/*.jar} on the function's class path. */
    List<String> command(FunctionSettings function) {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:MaxHeapSize=" + heapKilobytes(function.memoryMb()) + "k",
                "-XX:+UseSerialGC",
                "-Xshare:auto",
                "-XX:+TieredCompilation",
                "-XX:TieredStopAtLevel=1",
                "--add-opens=java.base/java.io=ALL-UNNAMED",
                "-Dorg.crac.Core.Compat=com.amazonaws.services.lambda.crac",
                "-XX:+ErrorFileToStderr",
                "-D" + CLIENT + ".runtimeapi.NativeClient.JNI=" + nativeClient,
                "-classpath",
                classPath,
                CLIENT + ".AWSLambda",
                function.handler());
    }

    /** 85 % of the memory, as Lambda gives: 445645 k of 512 MB. */
    static long heapKilobytes(int memoryMb) {
        return Math.round(memoryMb * 1024L * 0.85);
    }
}
