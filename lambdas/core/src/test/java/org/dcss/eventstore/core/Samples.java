package org.dcss.eventstore.core;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.dcss.eventstore.core.message.Message;
import org.dcss.eventstore.core.write.Delivery;
import org.dcss.eventstore.core.write.WriterOptions;

/** Events and times for tests by example. */
public final class Samples {

    public static final Settling SETTLING = new Settling(Duration.ofSeconds(4));
    public static final Slot NOON = Slot.at(Instant.parse("2024-05-18T12:00:00Z"));
    public static final Source CPO = new Source("cpo");
    public static final Source CAO = new Source("cao");
    public static final EventType MILESTONE = new EventType("milestone");
    public static final EventType LOGFILE = new EventType("logfile");

    private Samples() {}

    public static Slot slot(long millisAfterNoon) {
        return new Slot(NOON.millis() + millisAfterNoon);
    }

    public static Instant time(long millisAfterNoon) {
        return slot(millisAfterNoon).start();
    }

    /** An event whose id the store made. */
    public static Event event(int number) {
        return event(CPO, String.format("~%022d", number));
    }

    public static Event event(Source src, String id) {
        return new Event(new EventId(id), MILESTONE, src, NOON.start(), "{\"id\":\"" + id + "\"}");
    }

    public static Delivery message(Event event, long startAfterNoon) {
        return first(new Message(event, slot(startAfterNoon)));
    }

    public static Delivery message(int number, long startAfterNoon) {
        return message(event(number), startAfterNoon);
    }

    /** The message as it is delivered for the first time. */
    public static Delivery first(Message message) {
        return new Delivery(message, "m1", false);
    }

    public static WriterOptions options(boolean ordered) {
        return new WriterOptions(SETTLING, Optional.empty(), ordered, 8);
    }
}
