package org.dcss.eventstore.tools.verify;

import java.time.Duration;
import java.time.LocalDate;
import org.dcss.eventstore.tools.frame.Messages;
import org.dcss.eventstore.tools.frame.Timing;

/** How far it is. */
final class Progress {

    /** Looking at the clock takes longer than an event. */
    private static final int EVERY = 1_000;

    private final Messages messages;
    private final Timing timing;
    private final long start;
    private long events;

    Progress(Messages messages, Timing timing) {
        this.messages = messages;
        this.timing = timing;
        this.start = timing.nanos();
    }

    void add(LocalDate day) {
        events++;
        if (events % EVERY == 0) {
            long millis = Math.max(1, Duration.ofNanos(timing.nanos() - start).toMillis());
            messages.progress(day + ": " + events + " events, " + events * 1_000 / millis + " a second");
        }
    }

    long events() {
        return events;
    }
}
