package org.dcss.eventstore.benchmarks.deployment;

import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.function.Predicate;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import software.amazon.awssdk.crt.CRT;

/** Zips that run on this machine, with their jars under {@code lib/}. */
public final class FunctionZips {

    private FunctionZips() {}

    /**
     * The zip of a role, or a copy of it in the folder with this machine's native library, where it was built for
     * another architecture.
     */
    public static Path runnable(Role role, Path folder) throws IOException {
        try (ZipFile zip = new ZipFile(role.zip().toFile())) {
            if (zip.stream().map(ZipEntry::getName).anyMatch(FunctionZips::isNativeHere)) {
                return role.zip();
            }
        }
        Path copy = folder.resolve(role.title() + ".zip");
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(copy))) {
            copyLibraries(role, name -> !isNative(name), out);
            add(out, "lib/aws-crt.jar", Files.readAllBytes(jarOf(CRT.class)));
        }
        return copy;
    }

    /** Copies those jars of a role's zip whose file names pass. */
    public static void copyLibraries(Role role, Predicate<String> which, ZipOutputStream out) throws IOException {
        try (ZipFile zip = new ZipFile(role.zip().toFile())) {
            for (ZipEntry entry : (Iterable<ZipEntry>) zip.stream().map(ZipEntry.class::cast)::iterator) {
                if (entry.getName().endsWith(".jar") && which.test(fileName(entry.getName()))) {
                    try (InputStream content = zip.getInputStream(entry)) {
                        add(out, entry.getName(), content.readAllBytes());
                    }
                }
            }
        }
    }

    /** Adds the jars that these classes came from. */
    public static void addJarsOf(Collection<Class<?>> classes, ZipOutputStream out) throws IOException {
        for (Class<?> type : classes) {
            Path jar = jarOf(type);
            add(out, "lib/" + jar.getFileName(), Files.readAllBytes(jar));
        }
    }

    /** Adds a file. */
    public static void add(ZipOutputStream out, String name, byte[] content) throws IOException {
        out.putNextEntry(new ZipEntry(name));
        out.write(content);
        out.closeEntry();
    }

    /** Where a class was loaded from. */
    public static Path jarOf(Class<?> type) {
        try {
            return Path.of(
                    type.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Whether it is the jar of the HTTP client with its native library. */
    public static boolean isNative(String name) {
        return fileName(name).matches("aws-crt-[0-9].*");
    }

    private static boolean isNativeHere(String name) {
        String machine = System.getProperty("os.arch").equals("aarch64") ? "aarch_64" : "x86_64";
        return isNative(name) && name.endsWith(machine + ".jar");
    }

    private static String fileName(String name) {
        return name.substring(name.lastIndexOf('/') + 1);
    }
}
