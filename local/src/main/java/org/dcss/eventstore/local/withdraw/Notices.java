package org.dcss.eventstore.local.withdraw;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.dcss.eventstore.core.Event;
import org.dcss.eventstore.core.EventId;
import org.dcss.eventstore.core.Sha256;
import org.dcss.eventstore.core.Slot;

/**
 * The events that tell followers of a withdrawal. Their ids are made from what they say: told again, they are stored
 * once.
 */
final class Notices {

    /** How many slots one event names at most: about 28 KB, under the smallest limit of an event. */
    static final int MOST_SLOTS = 2_000;

    private Notices() {}

    /** @param slots of all events that are withdrawn, ascending */
    static List<Event> of(Withdrawal withdrawal, List<Slot> slots, Instant now) {
        List<Event> notices = new ArrayList<>();
        int parts = (slots.size() + MOST_SLOTS - 1) / MOST_SLOTS;
        for (int part = 0; part < parts; part++) {
            List<Slot> named = slots.subList(part * MOST_SLOTS, Math.min(slots.size(), (part + 1) * MOST_SLOTS));
            String data = data(withdrawal, named, part + 1, parts);
            EventId id = new EventId("withdrawal/" + Sha256.hex(data).substring(0, 40));
            notices.add(new Event(id, Withdrawal.TYPE, withdrawal.src(), now, data));
        }
        return notices;
    }

    private static String data(Withdrawal withdrawal, List<Slot> slots, int part, int parts) {
        ObjectNode data = JsonNodeFactory.instance
                .objectNode()
                .put("reason", withdrawal.reason())
                .put("from", withdrawal.from().millis())
                .put("to", withdrawal.to().millis())
                .put("part", part)
                .put("parts", parts);
        ArrayNode events = data.putArray("events");
        slots.forEach(slot -> events.add(slot.millis()));
        return data.toString();
    }
}
