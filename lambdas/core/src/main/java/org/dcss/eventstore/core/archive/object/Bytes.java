package org.dcss.eventstore.core.archive.object;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;

/** An object's bytes while they are made, in pieces: however many they become, none is copied to make room. For one thread. */
public final class Bytes extends OutputStream {

    private static final int PIECE = 16 * 1024;

    private final List<byte[]> full = new ArrayList<>();
    private byte[] last = new byte[PIECE];
    private int used;

    /** All of the array. */
    public static Bytes of(byte[] bytes) {
        Bytes made = new Bytes();
        made.write(bytes, 0, bytes.length);
        return made;
    }

    @Override
    public void write(int one) {
        write(new byte[] {(byte) one}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) {
        Objects.checkFromIndexSize(from, length, bytes.length);
        int done = 0;
        while (done < length) {
            if (used == PIECE) {
                full.add(last);
                last = new byte[PIECE];
                used = 0;
            }
            int now = Math.min(length - done, PIECE - used);
            System.arraycopy(bytes, from + done, last, used, now);
            used += now;
            done += now;
        }
    }

    public long length() {
        return (long) full.size() * PIECE + used;
    }

    /** All bytes from the first on; may be called again. */
    public InputStream open() {
        List<InputStream> pieces = new ArrayList<>();
        full.forEach(piece -> pieces.add(new ByteArrayInputStream(piece)));
        pieces.add(new ByteArrayInputStream(last, 0, used));
        return new SequenceInputStream(Collections.enumeration(pieces));
    }
}
