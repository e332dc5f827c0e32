package org.dcss.eventstore.core.memory;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.dcss.eventstore.core.archive.object.Bytes;
import org.dcss.eventstore.core.archive.object.ObjectStore;

/** Objects in memory. Safe for use by several threads. */
public final class MemoryObjectStore implements ObjectStore {

    private final NavigableMap<String, byte[]> objects = new TreeMap<>();
    private final Map<String, String> versions = new HashMap<>();
    private long puts;

    @Override
    public synchronized Optional<Stored> read(String name) {
        return Optional.ofNullable(versions.get(name))
                .map(version ->
                        new Stored(version, new ByteArrayInputStream(Objects.requireNonNull(objects.get(name)))));
    }

    @Override
    public synchronized boolean put(String name, Optional<String> replaces, Bytes content) {
        if (!Optional.ofNullable(versions.get(name)).equals(replaces)) {
            return false;
        }
        try {
            puts++;
            objects.put(name, content.open().readAllBytes());
            versions.put(name, Long.toString(puts));
            return true;
        } catch (IOException e) {
            throw new UncheckedIOException("memory cannot fail", e);
        }
    }

    /** What is there now, by name. */
    public synchronized NavigableMap<String, byte[]> all() {
        return new TreeMap<>(objects);
    }

    /** Loses an object. */
    public synchronized void remove(String name) {
        objects.remove(name);
        versions.remove(name);
    }
}
