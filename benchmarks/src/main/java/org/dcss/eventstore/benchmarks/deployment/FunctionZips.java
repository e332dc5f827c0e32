package org.dcss.eventstore.benchmarks.deployment;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Predicate;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import software.amazon.awssdk.crt.CRT;

/** What is deployed, in a form that runs on this machine. */
public final class FunctionZips {

    private static final String JAR = "lib/function.jar";
    private static final String NATIVE = "lib/libaws-crt-jni.so";
    /** Where an ELF file names its machine: https://refspecs.linuxfoundation.org/elf/gabi4+/ch4.eheader.html */
    private static final int ELF_MACHINE = 18;

    private FunctionZips() {}

    /**
     * The zip of a role, or a copy of it in the folder with this machine's native library, where it has one that was
     * built for another architecture.
     */
    public static Path runnable(Role role, Path folder) throws IOException {
        if (!holds(role, NATIVE)) {
            return role.zip();
        }
        byte[] deployed = read(role, NATIVE);
        byte[] here = nativeLibrary();
        if (deployed[ELF_MACHINE] == here[ELF_MACHINE]) {
            return role.zip();
        }
        Path copy = folder.resolve(role.title() + ".zip");
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(copy))) {
            add(out, JAR, read(role, JAR));
            add(out, NATIVE, here);
        }
        return copy;
    }

    /** Adds the HTTP client's native library for this machine, where a function finds it. */
    public static void addNativeLibrary(ZipOutputStream out) throws IOException {
        add(out, NATIVE, nativeLibrary());
    }

    private static byte[] nativeLibrary() throws IOException {
        String name = "/linux/" + CRT.getArchIdentifier() + "/glibc/libaws-crt-jni.so";
        try (InputStream content = CRT.class.getResourceAsStream(name)) {
            if (content == null) {
                throw new IOException("there is no " + name + ": Lambda's functions run on Linux only");
            }
            return content.readAllBytes();
        }
    }

    /** Copies those files of a role's jar, without their folders, whose names pass. */
    public static void copyClasses(Role role, Predicate<String> which, ZipOutputStream out) throws IOException {
        try (ZipInputStream jar = new ZipInputStream(new ByteArrayInputStream(read(role, JAR)))) {
            for (ZipEntry entry = jar.getNextEntry(); entry != null; entry = jar.getNextEntry()) {
                if (!entry.isDirectory() && which.test(entry.getName())) {
                    add(out, entry.getName(), jar.readAllBytes());
                }
            }
        }
    }

    private static boolean holds(Role role, String name) throws IOException {
        try (ZipFile zip = new ZipFile(role.zip().toFile())) {
            return zip.getEntry(name) != null;
        }
    }

    private static byte[] read(Role role, String name) throws IOException {
        try (ZipFile zip = new ZipFile(role.zip().toFile())) {
            ZipEntry entry = zip.getEntry(name);
            if (entry == null) {
                throw new IOException(role.zip() + " holds no " + name);
            }
            try (InputStream content = zip.getInputStream(entry)) {
                return content.readAllBytes();
            }
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
}
