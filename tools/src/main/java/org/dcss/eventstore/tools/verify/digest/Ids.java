package org.dcss.eventstore.tools.verify.digest;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.dcss.eventstore.tools.feed.ReadEvent;

/** The ids of a day's events, eight bytes each: of ten million events two look alike by chance once in a hundred thousand days. */
public final class Ids {

    private long[] hashes = new long[1 << 12];
    private int size;

    /** Adds an event's id. */
    public void add(ReadEvent event) {
        if (size == hashes.length) {
            hashes = Arrays.copyOf(hashes, size * 2);
        }
        hashes[size] = hash(event);
        size++;
    }

    /** Sorts them; from then on {@link #isTwice} and {@link #contains} may be asked. */
    public void sort() {
        Arrays.sort(hashes, 0, size);
    }

    /** Whether any comes twice. */
    public boolean isTwice() {
        for (int i = 1; i < size; i++) {
            if (hashes[i] == hashes[i - 1]) {
                return true;
            }
        }
        return false;
    }

    /** Whether the id of this event comes twice. */
    public boolean isTwice(ReadEvent event) {
        int at = Arrays.binarySearch(hashes, 0, size, hash(event));
        return at >= 0 && ((at > 0 && hashes[at - 1] == hashes[at]) || (at + 1 < size && hashes[at + 1] == hashes[at]));
    }

    /** Whether the id of this event was added. */
    public boolean contains(ReadEvent event) {
        return Arrays.binarySearch(hashes, 0, size, hash(event)) >= 0;
    }

    private static long hash(ReadEvent event) {
        return ByteBuffer.wrap(Hash.of(event.src() + "\n" + event.id())).getLong();
    }
}
