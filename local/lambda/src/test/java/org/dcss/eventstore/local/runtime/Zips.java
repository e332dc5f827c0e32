package org.dcss.eventstore.local.runtime;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.crac.Core;

/** Zips of the test's own handlers. */
final class Zips {

    private Zips() {}

    /** Classes at its root. */
    static Path flat(Path zip, Class<?>... classes) throws IOException {
        Files.write(zip, jar(classes));
        return zip;
    }

    /** Classes in a jar under {@code lib/}, and what they need beside it, as the functions' zips are. */
    static Path withLibraries(Path zip, Class<?>... classes) throws IOException {
        Path crac = Path.of(
                Core.class.getProtectionDomain().getCodeSource().getLocation().getPath());
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip))) {
            add(out, "lib/handlers.jar", jar(classes));
            add(out, "lib/crac.jar", Files.readAllBytes(crac));
        }
        return zip;
    }

    private static byte[] jar(Class<?>... classes) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream out = new ZipOutputStream(bytes)) {
            for (Class<?> type : classes) {
                String name = type.getName().replace('.', '/') + ".class";
                try (var content = Zips.class.getResourceAsStream("/" + name)) {
                    add(out, name, content == null ? new byte[0] : content.readAllBytes());
                }
            }
        }
        return bytes.toByteArray();
    }

    private static void add(ZipOutputStream out, String name, byte[] content) throws IOException {
        out.putNextEntry(new ZipEntry(name));
        out.write(content);
        out.closeEntry();
    }
}
