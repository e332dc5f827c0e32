package org.dcss.eventstore.core.archive.object;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.dcss.eventstore.core.Slot;

/** Makes the summary of a text from its lines. For one thread. */
public final class TextDigest {

    private final MessageDigest sha256 = sha256();
    private long events;
    private long bytes;
    private Slot first = new Slot(0);
    private Slot last = new Slot(0);

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** Takes the next line. */
    public void add(Slot slot, byte[] line) {
        if (events == 0) {
            first = slot;
        }
        last = slot;
        events++;
        bytes += line.length + 1;
        sha256.update(line);
        sha256.update((byte) '\n');
    }

    /** Of all lines, once they are all there: 1 or more. */
    public Summary summary() {
        return new Summary(events, first, last, bytes, HexFormat.of().formatHex(sha256.digest()));
    }
}
