package org.dcss.eventstore.local;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.dcss.eventstore.core.Source;

/** Reads what {@code --key} and {@code --key-file} give. */
final class GivenKeys {

    private static final Set<PosixFilePermission> OF_OTHERS = Set.of(
            PosixFilePermission.GROUP_READ,
            PosixFilePermission.GROUP_WRITE,
            PosixFilePermission.OTHERS_READ,
            PosixFilePermission.OTHERS_WRITE);

    private GivenKeys() {}

    /**
     * Keys by what was given, in that order.
     *
     * @param files lines {@code KEY=SRC}; empty ones and those that begin with {@code #} are passed over
     * @param warnings gets a line for a file that others can read
     * @throws IllegalArgumentException if a file cannot be read or something is no {@code KEY=SRC}; never with a key
     */
    static Map<String, Source> of(List<String> options, List<Path> files, PrintWriter warnings) {
        Map<String, Source> keys = new LinkedHashMap<>();
        options.forEach(given -> add(given, "--key", keys));
        for (Path file : files) {
            int number = 0;
            for (String line : lines(file, warnings)) {
                number++;
                if (!line.isBlank() && !line.startsWith("#")) {
                    add(line.strip(), file + ", line " + number + ",", keys);
                }
            }
        }
        return keys;
    }

    private static List<String> lines(Path file, PrintWriter warnings) {
        try {
            if (Files.getFileAttributeView(file, PosixFileAttributeView.class) != null
                    && Files.getPosixFilePermissions(file).stream().anyMatch(OF_OTHERS::contains)) {
                warnings.println("warning: others can read or write the keys in " + file + ": chmod 600 " + file);
                warnings.flush();
            }
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new IllegalArgumentException("cannot read the keys in " + file + ", as UTF-8 lines KEY=SRC", e);
        }
    }

    private static void add(String given, String where, Map<String, Source> keys) {
        int split = given.lastIndexOf('=');
        if (split < 1 || !Source.isName(given.substring(split + 1))) {
            throw new IllegalArgumentException(where
                    + " takes KEY=SRC, such as s3cret=cpo; a source is 1 to 32 of a-z, 0-9 and -, a letter first");
        }
        Source src = new Source(given.substring(split + 1));
        Source before = keys.putIfAbsent(given.substring(0, split), src);
        if (before != null && !before.equals(src)) {
            throw new IllegalArgumentException(
                    where + " gives a key to " + src + " that was given to " + before + ": a key has one source");
        }
    }
}
