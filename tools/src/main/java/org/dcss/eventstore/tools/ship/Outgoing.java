package org.dcss.eventstore.tools.ship;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import org.dcss.eventstore.core.Source;
import org.dcss.eventstore.tools.tail.Line;
import org.dcss.eventstore.tools.xlog.LineForm;
import org.dcss.eventstore.tools.xlog.XlogLine;

/**
 * A line on its way to the store.
 *
 * @param file the name of its file
 * @param json the event to submit
 */
record Outgoing(String file, Line line, String json) {

    /** Long enough that no two lines of a source share it by chance: 144 bits. */
    private static final int ID_BYTES = 18;

    /** The same line at the same place of the same file is the same event for ever, whoever sends it. */
    static Outgoing of(Source src, String file, Line line) {
        LineForm form = line.isWhole() ? LineForm.of(line.bytes()) : LineForm.omitted(line.length());
        String json = "{\"type\":\"" + form.type()
                + "\",\"src\":\"" + src.name()
                + "\",\"id\":\"" + id(src, file, line)
                + "\",\"file\":" + XlogLine.quote(file)
                + ",\"data\":" + form.data() + "}";
        return new Outgoing(file, line, json);
    }

    private static String id(Source src, String file, Line line) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update((src.name() + "\n" + file + "\n").getBytes(StandardCharsets.UTF_8));
            digest.update(ByteBuffer.allocate(Long.BYTES).putLong(0, line.offset()));
            digest.update(ByteBuffer.allocate(Long.BYTES).putLong(0, line.length()));
            byte[] hash = digest.digest(line.bytes());
            return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(hash, ID_BYTES));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
