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
import org.dcss.eventstore.intake.problem.Checked;
import org.dcss.eventstore.intake.problem.Problems;
import org.dcss.eventstore.submit.event.ValidEvent;

/** Fifth step: makes messages of valid events. */
final class MessageMaker {

    private MessageMaker() {}

    /**
     * Makes one message of each valid event, a slot further than the event before it, so that they keep their order. Of
     * several events under one id only those with the first one's content go on.
     *
     * @param ids by an event's place in the request, from 0, for events without one of their own
     */
    static List<Checked<Message>> messages(
            List<Checked<ValidEvent>> events, Source src, IntFunction<EventId> ids, Instant accepted) {
        List<Checked<Message>> messages = new ArrayList<>(events.size());
        Map<EventId, Event> firsts = new HashMap<>();
        for (int i = 0; i < events.size(); i++) {
            int place = i;
            messages.add(events.get(place).then(valid -> {
                EventId id = valid.idOr(() -> ids.apply(place));
                Event event = new Event(id, valid.type(), src, valid.file(), accepted, valid.at(), valid.data());
                Event first = firsts.putIfAbsent(id, event);
                return first == null || first.equals(event)
                        ? new Checked.Good<>(new Message(event, Slot.at(accepted.plusMillis(place))))
                        : new Checked.Refused<Message>(Problems.idOfOtherContent());
            }));
        }
        return messages;
    }
}
