package org.dcss.eventstore.query;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.dcss.eventstore.core.Event;
import org.dcss.eventstore.core.StoredEvent;

/** An event as it is read. */
final class EventJson {

    private EventJson() {}

    /** In UTF-8. Ids, types and sources hold nothing that JSON escapes, and the data is JSON already. */
    static byte[] of(StoredEvent stored) {
        Event event = stored.event();
        String head = "{\"ts_day\":" + stored.slot().day().startMillis()
                + ",\"ts\":" + stored.slot().millis()
                + ",\"id\":\"" + event.id().value()
                + "\",\"type\":\"" + event.type().name()
                + "\",\"src\":\"" + event.src().name()
                + "\",\"accepted\":" + event.accepted().toEpochMilli()
                + ",\"data\":";
        byte[] data = event.data().getBytes(StandardCharsets.UTF_8);
        byte[] json = Arrays.copyOf(head.getBytes(StandardCharsets.ISO_8859_1), head.length() + data.length + 1);
        System.arraycopy(data, 0, json, head.length(), data.length);
        json[json.length - 1] = '}';
        return json;
    }
}
