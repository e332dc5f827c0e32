package org.dcss.eventstore.query.answer;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.dcss.eventstore.core.Event;
import org.dcss.eventstore.core.StoredEvent;

/** An event as it is read. */
public final class EventJson {

    private EventJson() {}

    /**
     * In UTF-8. Ids, types, sources and files hold nothing that JSON escapes, and the data is JSON already. An event that was
     * withdrawn has the reason instead of the data.
     */
    public static byte[] of(StoredEvent stored) {
        Event event = stored.event();
        String head = "{\"ts_day\":" + stored.slot().day().startMillis()
                + ",\"ts\":" + stored.slot().millis()
                + ",\"id\":\"" + event.id().value()
                + "\",\"type\":\"" + event.type().name()
                + "\",\"src\":\"" + event.src().name()
                + event.file().map(file -> "\",\"file\":\"" + file.value()).orElse("")
                + "\",\"accepted\":" + event.accepted().toEpochMilli()
                + event.at().map(at -> ",\"at\":" + at.toEpochMilli()).orElse("")
                + (stored.withdrawn().isPresent() ? ",\"withdrawn\":" : ",\"data\":");
        byte[] data = stored.withdrawn()
                .map(EventJson::quoted)
                .orElseGet(() -> event.data().getBytes(StandardCharsets.UTF_8));
        byte[] json = Arrays.copyOf(head.getBytes(StandardCharsets.ISO_8859_1), head.length() + data.length + 1);
        System.arraycopy(data, 0, json, head.length(), data.length);
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
