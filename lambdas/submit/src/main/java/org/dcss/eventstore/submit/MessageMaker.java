package org.dcss.eventstore.submit;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import org.dcss.eventstore.core.Event;
import org.dcss.eventstore.core.EventId;
import org.dcss.eventstore.core.Slot;
import org.dcss.eventstore.core.Source;
import org.dcss.eventstore.core.message.Message;

/** Fifth step: makes messages of valid events. */
final class MessageMaker {

    private MessageMaker() {}

    /**
     * Makes one message of each valid event, a slot further than the event before it, so that they keep their order. Of
     * several events under one id only those with the first one's content go on.
     *
     * @param ids by an event's place in the request, from 0, for events without one of their own
     */
    static List<Outgoing> messages(List<Verdict> verdicts, Source src, IntFunction<EventId> ids, Instant accepted) {
        List<Outgoing> outgoing = new ArrayList<>(verdicts.size());
        Map<EventId, Event> firsts = new HashMap<>();
        for (int place = 0; place < verdicts.size(); place++) {
            if (verdicts.get(place) instanceof Verdict.Valid valid) {
                int placed = place;
                EventId id = valid.id().orElseGet(() -> ids.apply(placed));
                Event event = new Event(id, valid.type(), src, valid.file(), accepted, valid.at(), valid.data());
                Event first = firsts.putIfAbsent(id, event);
                outgoing.add(
                        first == null || first.equals(event)
                                ? new Outgoing.Ready(new Message(event, Slot.at(accepted.plusMillis(place))))
                                : new Rejected(Problems.idOfOtherContent()));
            } else {
                outgoing.add((Rejected) verdicts.get(place));
            }
        }
        return outgoing;
    }
}
