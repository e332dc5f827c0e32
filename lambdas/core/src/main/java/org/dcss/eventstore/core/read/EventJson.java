package org.dcss.eventstore.core.read;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import org.dcss.eventstore.core.Event;
import org.dcss.eventstore.core.Slot;
import org.dcss.eventstore.core.StoredEvent;

/** An event as it is read: its JSON in UTF-8, on one line. */
public final class EventJson {

    private static final String DATA = ",\"data\":";
    private static final String WITHDRAWN = ",\"withdrawn\":";
    private static final String SLOT = ",\"ts\":";

    private EventJson() {}

    /**
     * Writes an event. Ids, types, sources and files hold nothing that JSON escapes, and the data is JSON already. An event
     * that was withdrawn has the reason instead of the data.
     */
    public static byte[] of(StoredEvent stored) {
        Event event = stored.event();
        String head = "{\"ts_day\":" + stored.slot().day().startMillis()
                + SLOT + stored.slot().millis()
                + ",\"id\":\"" + event.id().value()
                + "\",\"type\":\"" + event.type().name()
                + "\",\"src\":\"" + event.src().name()
                + event.file().map(file -> "\",\"file\":\"" + file.value()).orElse("")
                + "\",\"accepted\":" + event.accepted().toEpochMilli()
                + event.at().map(at -> ",\"at\":" + at.toEpochMilli()).orElse("")
                + (stored.withdrawn().isPresent() ? WITHDRAWN : DATA);
        byte[] data = stored.withdrawn()
                .map(EventJson::quoted)
                .orElseGet(() -> event.data().getBytes(StandardCharsets.UTF_8));
        return object(head.getBytes(StandardCharsets.ISO_8859_1), data);
    }

    /**
     * The slot of an event that was written by {@link #of}.
     *
     * @throws IllegalArgumentException if it was not
     */
    public static Slot slot(byte[] json) {
        int start = find(SLOT, json);
        int end = start;
        while (end >= 0 && end < json.length && json[end] >= '0' && json[end] <= '9') {
            end++;
        }
        if (end <= start) {
            throw new IllegalArgumentException("not an event: it has no ts");
        }
        return new Slot(Long.parseLong(new String(json, start, end - start, StandardCharsets.US_ASCII)));
    }

    /**
     * An event that was written by {@link #of}, as it is written once it is withdrawn; empty if it had been withdrawn before.
     *
     * @param reason why
     */
    public static Optional<byte[]> withdrawn(byte[] json, String reason) {
        // What stands before the data holds no text in which this could be.
        int data = find(DATA, json);
        int before = find(WITHDRAWN, json);
        if (data < 0 || (before >= 0 && before < data)) {
            return Optional.empty();
        }
        byte[] head = Arrays.copyOf(json, data - DATA.length() + WITHDRAWN.length());
        byte[] withdrawn = WITHDRAWN.getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(withdrawn, 0, head, data - DATA.length(), withdrawn.length);
        return Optional.of(object(head, quoted(reason)));
    }

    /** The place behind the first such name, or -1. */
    private static int find(String name, byte[] json) {
        byte[] wanted = name.getBytes(StandardCharsets.US_ASCII);
        for (int i = 0; i + wanted.length <= json.length; i++) {
            if (Arrays.equals(json, i, i + wanted.length, wanted, 0, wanted.length)) {
                return i + wanted.length;
            }
        }
        return -1;
    }

    private static byte[] object(byte[] head, byte[] data) {
        byte[] json = Arrays.copyOf(head, head.length + data.length + 1);
        System.arraycopy(data, 0, json, head.length, data.length);
        json[json.length - 1] = '}';
        return json;
    }

    private static byte[] quoted(String text) {
        byte[] escaped = JsonStringEncoder.getInstance().quoteAsUTF8(text);
        byte[] quoted = new byte[escaped.length + 2];
        System.arraycopy(escaped, 0, quoted, 1, escaped.length);
        quoted[0] = '"';
        quoted[quoted.length - 1] = '"';
        return quoted;
    }
}
