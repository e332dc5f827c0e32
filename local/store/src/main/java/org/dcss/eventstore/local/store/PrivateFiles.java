package org.dcss.eventstore.local.store;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** Folders of mode 0700 and files of mode 0600, on file systems that have modes. */
final class PrivateFiles {

    private static final Set<PosixFilePermission> FOLDER = PosixFilePermissions.fromString("rwx------");
    private static final Set<PosixFilePermission> FILE = PosixFilePermissions.fromString("rw-------");

    private PrivateFiles() {}

    /** Does nothing if it is there. */
    static void createFolder(Path folder) throws IOException {
        Path absolute = folder.toAbsolutePath();
        if (Files.isDirectory(absolute)) {
            return;
        }
        Path parent = Objects.requireNonNull(absolute.getParent(), "the root is always there");
        Files.createDirectories(parent);
        Files.createDirectory(absolute, attributes(parent, FOLDER));
    }

    /** Never readable by others, not for a moment, and never half written. */
    static void write(Path file, List<String> lines) throws IOException {
        Path folder = Objects.requireNonNull(file.toAbsolutePath().getParent());
        Path whole = folder.resolve(file.getFileName() + ".new");
        Files.deleteIfExists(whole);
        Files.createFile(whole, attributes(folder, FILE));
        Files.write(whole, lines);
        Files.move(whole, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** The folder and all that is in it; links are left alone, and so is what they lead to. */
    static void takeFromOthers(Path folder) throws IOException {
        if (!hasModes(folder)) {
            return;
        }
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path path, BasicFileAttributes found) throws IOException {
                set(path, FOLDER);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path path, BasicFileAttributes found) throws IOException {
                if (found.isRegularFile()) {
                    set(path, FILE);
                }
                return FileVisitResult.CONTINUE;
            }

            /** An engine may have removed it meanwhile. */
            @Override
            public FileVisitResult visitFileFailed(Path path, IOException failure) throws IOException {
                if (Files.exists(path)) {
                    throw failure;
                }
                return FileVisitResult.CONTINUE;
            }
        });
    }

    private static void set(Path path, Set<PosixFilePermission> wanted) throws IOException {
        if (Files.exists(path) && !Files.getPosixFilePermissions(path).equals(wanted)) {
            Files.setPosixFilePermissions(path, wanted);
        }
    }

    private static FileAttribute<?>[] attributes(Path in, Set<PosixFilePermission> wanted) throws IOException {
        return hasModes(in)
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(wanted)}
                : new FileAttribute<?>[0];
    }

    private static boolean hasModes(Path path) throws IOException {
        return Files.getFileAttributeView(path, PosixFileAttributeView.class) != null;
    }
}
