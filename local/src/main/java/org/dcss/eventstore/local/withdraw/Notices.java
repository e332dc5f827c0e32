package org.dcss.eventstore.local.withdraw;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dcss.eventstore.core.Event;
import org.dcss.eventstore.core.EventId;
import org.dcss.eventstore.core.FileName;
import org.dcss.eventstore.core.Sha256;
import org.dcss.eventstore.core.Slot;
import org.dcss.eventstore.core.read.WithdrawalNotice;
import org.dcss.eventstore.local.administration.WithdrawalTable.Match;

/**
 * The events that tell followers of a withdrawal: each of those that stand in one file, which is its own. Their ids are made from what they say: told again, they are stored
 * once.
 */
final class Notices {

    /** How many slots one event names at most: about 28 KB, under the smallest limit of an event. */
    static final int MOST_SLOTS = 2_000;

    private Notices() {}

    /** @param matches all events that are withdrawn, ascending */
    static List<Event> of(Withdrawal withdrawal, List<Match> matches, Instant now) {
        Map<Optional<FileName>, List<Slot>> byFile = new LinkedHashMap<>();
        matches.forEach(match ->
                byFile.computeIfAbsent(match.file(), any -> new ArrayList<>()).add(match.slot()));
        List<Event> notices = new ArrayList<>();
        byFile.forEach((file, slots) -> {
            int parts = (slots.size() + MOST_SLOTS - 1) / MOST_SLOTS;
            for (int part = 0; part < parts; part++) {
                List<Slot> named = slots.subList(part * MOST_SLOTS, Math.min(slots.size(), (part + 1) * MOST_SLOTS));
                notices.add(notice(withdrawal, file, data(withdrawal, named, part + 1, parts), now));
            }
        });
        return notices;
    }

    private static Event notice(Withdrawal withdrawal, Optional<FileName> file, String data, Instant now) {
        EventId id = new EventId("withdrawal/" + Sha256.hex(data).substring(0, 40));
        return new Event(id, WithdrawalNotice.TYPE, withdrawal.src(), file, now, Optional.empty(), data);
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
