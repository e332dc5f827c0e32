package org.dcss.eventstore.core.archive;

import java.io.IOException;
import java.util.Optional;
import org.dcss.eventstore.core.Day;
import org.dcss.eventstore.core.archive.object.Manifest;
import org.dcss.eventstore.core.archive.object.ManifestJson;
import org.dcss.eventstore.core.archive.object.ObjectNames;
import org.dcss.eventstore.core.archive.object.ObjectStore;
import org.dcss.eventstore.core.archive.object.Summary;
import org.dcss.eventstore.core.archive.object.TextDigest;
import org.dcss.eventstore.core.archive.object.TextReader;
import org.dcss.eventstore.core.read.EventJson;
import org.dcss.eventstore.core.view.ViewTableException;

/** Reads what an object store holds. */
final class StoredTexts {

    private final ObjectStore store;

    StoredTexts(ObjectStore store) {
        this.store = store;
    }

    /** A manifest and the version of its object. */
    record StoredManifest(Manifest manifest, String version) {}

    @FunctionalInterface
    interface Reading<T> {
        T read(ObjectStore.Stored stored) throws IOException;
    }

    /**
     * Reads an object and closes it.
     *
     * @return empty if there is none
     */
    <T> Optional<T> read(String name, Reading<T> reading) {
        Optional<ObjectStore.Stored> found = store.read(name);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        try (ObjectStore.Stored stored = found.get()) {
            return Optional.of(reading.read(stored));
        } catch (IOException e) {
            throw new ViewTableException("the archive's " + name + " cannot be read: " + e.getMessage(), e);
        }
    }

    boolean has(String name) {
        return read(name, stored -> true).isPresent();
    }

    Optional<StoredManifest> manifest(Day day) {
        return read(
                ObjectNames.manifest(day),
                stored -> new StoredManifest(ManifestJson.read(stored.content()), stored.version()));
    }

    /** What an object holds now; empty if there is none. */
    Optional<Summary> summary(String name) {
        return read(name, stored -> {
            TextDigest digest = new TextDigest();
            try (TextReader lines = new TextReader(stored.content())) {
                for (Optional<byte[]> line = lines.next(); line.isPresent(); line = lines.next()) {
                    digest.add(EventJson.slot(line.get()), line.get());
                }
            } catch (IllegalArgumentException e) {
                throw new IOException("it holds something else than events", e);
            }
            return digest.summary();
        });
    }
}
