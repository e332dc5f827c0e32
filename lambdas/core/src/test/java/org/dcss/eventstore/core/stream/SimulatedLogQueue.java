package org.dcss.eventstore.core.stream;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.dcss.eventstore.core.Event;
import org.dcss.eventstore.core.EventId;
import org.dcss.eventstore.core.EventKey;
import org.dcss.eventstore.core.Reply;

/**
 * A FIFO queue and the log behind it: what comes is in the log at once, and once, at its first coming.
 */
final class SimulatedLogQueue implements StreamQueue {

    private final Set<StreamSight> seen;
    private final Map<EventKey, Event> log = new HashMap<>();
    private boolean isDown;

    SimulatedLogQueue(Set<StreamSight> seen) {
        this.seen = seen;
    }

    void setDown(boolean isDown) {
        this.isDown = isDown;
    }

    @Override
    public Reply<Event> send(Event event, Instant answerBy) {
        if (isDown) {
            return Reply.throttled();
        }
        Event first = log.putIfAbsent(event.key(), event);
        if (first == null) {
            checkOrder(event);
        } else if (first.equals(event)) {
            seen.add(StreamSight.SENT_TWICE);
        } else {
            throw new AssertionError("sent as " + first + " and as " + event);
        }
        return new Reply.Known<>(event);
    }

    private void checkOrder(Event event) {
        String id = event.id().value();
        int slash = id.lastIndexOf('/');
        long version = Long.parseLong(id.substring(slash + 1));
        boolean isFirst = version == 1;
        if (!isFirst
                && !log.containsKey(
                        new EventKey(event.src(), new EventId(id.substring(0, slash + 1) + (version - 1))))) {
            throw new AssertionError(id + " came before the version before it");
        }
    }

    /** Whether something is in the log as this version. */
    boolean has(StreamEvent event) {
        return log.containsKey(new EventKey(
                event.draft().src(), EventId.ofVersion(event.stream().value(), event.version())));
    }

    boolean holds(StreamEvent event) {
        Event sent = event.inLog();
        return sent.equals(log.get(sent.key()));
    }

    int size() {
        return log.size();
    }
}
