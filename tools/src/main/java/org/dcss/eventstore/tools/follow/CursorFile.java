package org.dcss.eventstore.tools.follow;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import org.dcss.eventstore.tools.frame.Exit;
import org.dcss.eventstore.tools.frame.ToolException;
import org.dcss.eventstore.tools.tail.AtomicFile;

/** Remembers how far the log was read: a number in a file. */
final class CursorFile {

    private final Path file;

    CursorFile(Path file) {
        this.file = file;
    }

    /**
     * The place that was last written.
     *
     * @throws ToolException if the file holds anything else: nobody should read everything again by accident
     */
    OptionalLong read() throws IOException, ToolException {
        if (!Files.exists(file)) {
            return OptionalLong.empty();
        }
        String text = Files.readString(file).strip();
        if (!text.matches("[0-9]{1,18}")) {
            throw new ToolException(
                    Exit.USAGE, file + " holds no place in the log. Delete it to begin where --after says.");
        }
        return OptionalLong.of(Long.parseLong(text));
    }

    void write(long after) throws IOException {
        AtomicFile.write(file, after + "\n");
    }
}
