package org.dcss.eventstore.local.runtime;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/** The folder that a function's zip is unpacked into. */
final class TaskRoot {

    private TaskRoot() {}

    /**
     * Unpacks a zip into a folder that is made, and returns it.
     *
     * @throws IOException if it is no zip, or names files outside of the folder
     */
    static Path unpack(Path zip, Path folder) throws IOException {
        if (!Files.isRegularFile(zip)) {
            throw new IOException("there is no " + zip);
        }
        Path root = Files.createDirectories(folder).toRealPath();
        try (ZipFile file = new ZipFile(zip.toFile())) {
            for (Enumeration<? extends ZipEntry> entries = file.entries(); entries.hasMoreElements(); ) {
                ZipEntry entry = entries.nextElement();
                Path target = root.resolve(entry.getName()).normalize();
                if (!target.startsWith(root)) {
                    throw new IOException(zip + " holds a file outside of itself: " + entry.getName());
                }
                if (entry.isDirectory()) {
                    Files.createDirectories(target);
                    continue;
                }
                Files.createDirectories(target.resolveSibling("."));
                try (InputStream content = file.getInputStream(entry)) {
                    Files.copy(content, target);
                }
            }
        } catch (ZipException e) {
            throw new IOException(zip + " is not a zip", e);
        }
        return root;
    }
}
