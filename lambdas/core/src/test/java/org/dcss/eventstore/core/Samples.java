package org.dcss.eventstore.core;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Events and times for tests by example. */
final class Samples {

    static final Settling SETTLING = new Settling(Duration.ofSeconds(4));
    static final Slot NOON = Slot.at(Instant.parse("2024-05-18T12:00:00Z"));
    static final Source CPO = new Source("cpo");
    static final Source CAO = new Source("cao");
    static final EventType MILESTONE = new EventType("milestone");
    static final EventType LOGFILE = new EventType("logfile");

    private Samples() {}

    static Slot slot(long millisAfterNoon) {
        return new Slot(NOON.millis() + millisAfterNoon);
    }

    static Instant time(long millisAfterNoon) {
        return slot(millisAfterNoon).start();
    }

    /** An event whose id the store made. */
    static Event event(int number) {
        return event(CPO, String.format("~%022d", number));
    }

    static Event event(Source src, String id) {
        return new Event(new EventId(id), MILESTONE, src, NOON.start(), "{\"id\":\"" + id + "\"}");
    }

    static Delivery message(Event event, long startAfterNoon) {
        return first(new Message(event, slot(startAfterNoon)));
    }

    static Delivery message(int number, long startAfterNoon) {
        return message(event(number), startAfterNoon);
    }

    /** The message as it is delivered for the first time. */
    static Delivery first(Message message) {
        return new Delivery(message, "m1", false);
    }

    static WriterOptions options(boolean ordered) {
        return new WriterOptions(SETTLING, Optional.empty(), ordered, 8);
    }
}
