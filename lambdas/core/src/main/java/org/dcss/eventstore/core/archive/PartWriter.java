package org.dcss.eventstore.core.archive;

import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.dcss.eventstore.core.Slot;
import org.dcss.eventstore.core.archive.object.Group;
import org.dcss.eventstore.core.archive.object.TextWriter;

/** Packs the lines of a part, each source and type by itself. For one thread. */
final class PartWriter implements PartReader.Taker, AutoCloseable {

    /** How many texts a part holds at most: packing one holds about 0.3 MB. */
    static final int MAX_GROUPS = 200;

    private final SortedMap<Group, TextWriter> texts = new TreeMap<>();
    private final int maxBytes;
    private long bytes;

    /** @param maxBytes how long all texts together become at most, unless the first line alone is longer */
    PartWriter(int maxBytes) {
        this.maxBytes = maxBytes;
    }

    @Override
    public boolean take(Group group, Slot slot, byte[] line) {
        boolean isNew = !texts.containsKey(group);
        boolean isTooLong = bytes + line.length + 1 > maxBytes;
        boolean isTooMany = isNew && texts.size() == MAX_GROUPS;
        if (bytes > 0 && (isTooLong || isTooMany)) {
            return false;
        }
        bytes += line.length + 1;
        texts.computeIfAbsent(group, any -> new TextWriter()).add(slot, line);
        return true;
    }

    SortedSet<Group> groups() {
        return new TreeSet<>(texts.keySet());
    }

    SortedMap<Group, TextWriter.Text> finish() {
        SortedMap<Group, TextWriter.Text> finished = new TreeMap<>();
        texts.forEach((group, text) -> finished.put(group, text.finish()));
        return finished;
    }

    @Override
    public void close() {
        texts.values().forEach(TextWriter::close);
    }
}
