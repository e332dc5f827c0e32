package org.dcss.eventstore.query;

import java.nio.charset.StandardCharsets;
import org.dcss.eventstore.core.Event;
import org.dcss.eventstore.core.StoredEvent;

/** An event as it is read. */
final class EventJson {

    private EventJson() {}

    /** In UTF-8. Ids, types and sources hold nothing that JSON escapes, and the data is JSON already. */
    static byte[] of(StoredEvent stored) {
        Event event = stored.event();
        String json = "{\"ts_day\":" + stored.slot().day().startMillis()
                + ",\"ts\":" + stored.slot().millis()
                + ",\"id\":\"" + event.id().value()
                + "\",\"type\":\"" + event.type().name()
                + "\",\"src\":\"" + event.src().name()
                + "\",\"accepted\":" + event.accepted().toEpochMilli()
                + ",\"data\":" + event.data() + "}";
        return json.getBytes(StandardCharsets.UTF_8);
    }
}
