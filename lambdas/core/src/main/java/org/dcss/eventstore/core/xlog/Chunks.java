package org.dcss.eventstore.core.xlog;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dcss.eventstore.core.Slot;
import org.dcss.eventstore.core.view.ViewConflictException;
import org.dcss.eventstore.core.view.ViewItem;
import org.dcss.eventstore.core.view.ViewKey;
import org.dcss.eventstore.core.view.ViewTable;

/**
 * Writes a file's lines into its chunks, each an item under the place where it begins. Where one ends follows from the lines
 * alone, so that whoever writes them writes the same; the last one grows until it is full. For one thread.
 */
final class Chunks {

    private static final int READ = 500;

    private final XlogFile file;
    private final ViewTable table;
    private final int size;
    /** What takes the next line. */
    private Chunk open;
    /** The item that it was when it was read, which may hold further lines already. */
    private Optional<ViewItem> read;
    /** What is to be put before it. */
    private final Map<ViewKey, Chunk> full = new LinkedHashMap<>();

    /**
     * Goes on from the end of a file of this length.
     *
     * @param size a chunk of so many bytes or more takes no further line
     */
    Chunks(XlogFile file, ViewTable table, int size, long length) {
        this.file = file;
        this.table = table;
        this.size = size;
        Optional<ViewTable.Entry> last = length == 0 ? Optional.empty() : Optional.of(chunkAt(length - 1));
        // Whatever it holds beyond the file's end is not there yet.
        Optional<Chunk> chunk =
                last.map(Chunks::parse).map(read -> read.until(length)).filter(read -> !isFull(read));
        this.open = chunk.orElseGet(() -> Chunk.empty(length));
        this.read = chunk.flatMap(any -> last).map(ViewTable.Entry::item);
    }

    private boolean isFull(Chunk chunk) {
        return chunk.text().length() >= size;
    }

    /** How long the file is with all that was appended. */
    long length() {
        return open.end();
    }

    /** Appends a line. Nothing is put before {@link #put}, or {@link #withdraw}. */
    void append(Slot slot, byte[] line) {
        for (int from = 0; from < line.length; from += Chunk.MAX_PART) {
            int length = Math.min(line.length - from, Chunk.MAX_PART);
            open = open.with(new Chunk.Part(slot, length, from, line.length), line);
            if (isFull(open)) {
                close();
            }
        }
    }

    private void close() {
        if (read.isPresent()) {
            put(open, read);
        } else {
            full.put(key(open), open);
        }
        open = Chunk.empty(open.end());
        read = Optional.empty();
    }

    /**
     * Puts what was appended.
     *
     * @throws ViewConflictException if the table holds other lines than the log
     */
    void put() {
        Map<ViewKey, Chunk> chunks = new LinkedHashMap<>(full);
        full.clear();
        if (read.isPresent()) {
            put(open, read);
        } else if (!open.isEmpty()) {
            chunks.put(key(open), open);
        }
        Map<ViewKey, ViewItem> items = new LinkedHashMap<>();
        chunks.forEach((key, chunk) -> items.put(key, chunk.item()));
        for (ViewKey other : table.keep(items)) {
            Optional.ofNullable(chunks.get(other)).ifPresent(chunk -> put(chunk, table.get(other)));
        }
    }

    /** Puts a chunk unless what is there is as long. */
    private void put(Chunk chunk, Optional<ViewItem> before) {
        Optional<ViewItem> there = before;
        while (!isThere(chunk, there)) {
            there = table.get(key(chunk));
        }
    }

    private boolean isThere(Chunk chunk, Optional<ViewItem> before) {
        if (before.isEmpty()) {
            return table.replace(key(chunk), Optional.empty(), chunk.item());
        }
        Chunk there = Chunk.parse(chunk.start(), before.get());
        if (!there.agreesWith(chunk)) {
            throw conflict(key(chunk));
        }
        return there.end() >= chunk.end()
                || table.replace(
                        key(chunk),
                        Optional.of(there.through()),
                        there.continuedBy(chunk).item());
    }

    /**
     * Puts what was appended, and overwrites the lines that a notice tells of by what stands for them, in as many bytes.
     *
     * @throws ViewConflictException if the table holds other lines than the log
     */
    void withdraw(Notice notice) {
        put();
        long length = length();
        long at = firstFrom(notice.slots().first(), length);
        boolean more = at < length;
        while (more) {
            List<ViewTable.Entry> entries = table.read(Keys.chunks(file), Keys.offset(at), Keys.offset(length), READ);
            more = !entries.isEmpty();
            for (ViewTable.Entry entry : entries) {
                Chunk chunk = parse(entry);
                withdraw(chunk, notice);
                at = chunk.end();
                more = more
                        && at < length
                        && !chunk.last().isAfter(notice.slots().last());
            }
        }
    }

    private void withdraw(Chunk chunk, Notice notice) {
        if (!chunk.holdsOf(notice)) {
            return;
        }
        Chunk there = chunk;
        // Whoever has put it as of the notice's slot or later has applied the notice.
        while (notice.slot().isAfter(there.through())
                && !table.replace(
                        key(there),
                        Optional.of(there.through()),
                        there.without(notice).item())) {
            there = Chunk.parse(there.start(), table.get(key(there)).orElseThrow(() -> conflict(key(chunk))));
        }
    }

    /** Where the chunk begins that holds the first line at this slot or after it; the length if there is none. */
    private long firstFrom(Slot slot, long length) {
        long low = 0;
        long high = length;
        while (low < high) {
            Chunk chunk = parse(chunkAt((low + high) / 2));
            if (slot.isAfter(chunk.last())) {
                low = chunk.end();
            } else {
                high = chunk.start();
            }
        }
        return Math.min(low, length);
    }

    private ViewTable.Entry chunkAt(long place) {
        return table.floor(Keys.chunks(file), Keys.offset(place)).orElseThrow(() -> conflict(Keys.chunk(file, place)));
    }

    private static Chunk parse(ViewTable.Entry entry) {
        return Chunk.parse(Long.parseLong(entry.key()), entry.item());
    }

    private ViewKey key(Chunk chunk) {
        return Keys.chunk(file, chunk.start());
    }

    private static ViewConflictException conflict(ViewKey key) {
        return new ViewConflictException("other lines than the log's: " + key);
    }
}
