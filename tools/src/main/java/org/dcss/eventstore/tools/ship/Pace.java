package org.dcss.eventstore.tools.ship;

import java.time.Duration;
import org.dcss.eventstore.tools.frame.Timing;

/**
 * When the next request may be sent. The store gives the events of a request one millisecond each, from the one in which it
 * took the request; the next request's begin behind them, so that a source never meets itself and keeps its order.
 */
final class Pace {

    private final Timing timing;
    private long next;

    Pace(Timing timing) {
        this.timing = timing;
        this.next = timing.nanos();
    }

    void await() throws InterruptedException {
        long wait = next - timing.nanos();
        if (wait > 0) {
            // A millisecond more than asked: sleeping rounds down.
            timing.sleep(Duration.ofNanos(wait).plusMillis(1));
        }
    }

    /** A request with so many events was answered, or may have been. */
    void sent(int events) {
        next = timing.nanos() + Duration.ofMillis(events).toNanos();
    }
}
