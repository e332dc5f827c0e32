package org.dcss.eventstore.core.archive.object;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.dcss.eventstore.core.view.ViewTableException;

/**
 * Keeps objects by name. All reads and conditions are strongly consistent. Every call may throw a
 * {@link ViewTableException}; a put that throws may have been carried out, may be carried out later, or never, but always
 * under its condition, and never in part.
 */
public interface ObjectStore {

    /** The object of this name; the caller closes it. */
    Optional<Stored> read(String name);

    /**
     * Puts an object.
     *
     * @param replaces the version in whose place it is put; empty if there must be no object of this name
     * @return whether it was put; if not, there is another one, or not the one to replace
     */
    boolean put(String name, Optional<String> replaces, Bytes content);

    /**
     * An object.
     *
     * @param version names its content: another content has another version
     * @param content to be read once; reading it may throw an {@link IOException}
     */
    record Stored(String version, InputStream content) implements AutoCloseable {

        @Override
        public void close() throws IOException {
            content.close();
        }
    }
}
