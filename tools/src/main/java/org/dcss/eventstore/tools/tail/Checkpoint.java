package org.dcss.eventstore.tools.tail;

import java.util.Optional;

/**
 * How far a file was read.
 *
 * @param name the file's, as the store knows it
 * @param offset behind the last line that is done
 * @param key what the file system calls the file, whatever its path
 * @param before the hash of what stands before the offset: whether it is the same file still
 * @param movedFrom of a file that had another name while it was read: that name, under which it is read to its end
 */
public record Checkpoint(String name, long offset, String key, String before, Optional<String> movedFrom) {

    /** A file of which nothing was read. */
    static Checkpoint start(String name, String key) {
        return new Checkpoint(name, 0, key, Content.NOTHING, Optional.empty());
    }

    Checkpoint at(long newOffset, String newKey, String newBefore) {
        return new Checkpoint(name, newOffset, newKey, newBefore, Optional.empty());
    }

    /** The same place, known by the name that the file has now. */
    Checkpoint under(String newName) {
        return new Checkpoint(newName, offset, key, before, Optional.of(name));
    }
}
