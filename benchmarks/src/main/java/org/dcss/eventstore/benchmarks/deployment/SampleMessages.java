package org.dcss.eventstore.benchmarks.deployment;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Random;
import org.dcss.eventstore.core.Event;
import org.dcss.eventstore.core.EventId;
import org.dcss.eventstore.core.EventType;
import org.dcss.eventstore.core.Slot;
import org.dcss.eventstore.core.Source;
import org.dcss.eventstore.core.message.Message;
import org.dcss.eventstore.core.message.MessageCodec;
import org.dcss.eventstore.fixtures.SampleEvent;
import org.dcss.eventstore.fixtures.SampleGames;

/** Events as DCSS has them, as they are submitted, queued and stored; the same ones in each run. */
public final class SampleMessages {

    private final Random random = new Random(42);
    private final SampleGames games = new SampleGames(random);
    private int made;

    /** In DCSS's own mixture: of 53 events 46 are milestones. */
    public SampleEvent sample(Source src) {
        return (made++ % 53 < 46 ? games.milestone() : games.logfile()).event(src.name());
    }

    /** An event with an id that the store made. */
    public Event event(Source src, Instant accepted) {
        byte[] id = new byte[EventId.RANDOM_BYTES];
        random.nextBytes(id);
        SampleEvent sample = sample(src);
        return new Event(
                EventId.fromRandom(id),
                new EventType(sample.type()),
                src,
                accepted.truncatedTo(ChronoUnit.MILLIS),
                sample.data());
    }

    /** What submit would send of an event that it accepted then. */
    public String message(Source src, Instant accepted) {
        Event event = event(src, accepted);
        return MessageCodec.encode(new Message(event, Slot.at(event.accepted())));
    }
}
