package org.dcss.eventstore.projector;

import java.nio.file.Path;
import java.util.Optional;
import org.dcss.eventstore.platform.Environment;

/** Where the archive's objects go. */
sealed interface ArchivePlace {

    /** A bucket of S3. */
    record Bucket(String name) implements ArchivePlace {}

    /** A folder of this machine. */
    record Folder(Path path) implements ArchivePlace {}

    /**
     * Reads {@code ARCHIVE_BUCKET}, or {@code ARCHIVE_FOLDER}.
     *
     * @throws IllegalArgumentException if neither is set, or both are
     */
    static ArchivePlace from(Environment environment) {
        Optional<ArchivePlace> bucket = environment.optional("ARCHIVE_BUCKET").map(Bucket::new);
        Optional<ArchivePlace> folder = environment.optional("ARCHIVE_FOLDER").map(path -> new Folder(Path.of(path)));
        if (bucket.isPresent() == folder.isPresent()) {
            throw new IllegalArgumentException(
                    "the archive goes to ARCHIVE_BUCKET or to ARCHIVE_FOLDER: set one of them, or leave archive out of VIEWS");
        }
        return bucket.or(() -> folder).orElseThrow();
    }
}
