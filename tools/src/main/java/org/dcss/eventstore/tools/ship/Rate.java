package org.dcss.eventstore.tools.ship;

import java.time.Duration;
import org.dcss.eventstore.tools.frame.Timing;

/** How many old lines may be sent: so many a second, and what was not used for at most a second. */
final class Rate {

    private static final double SECOND = Duration.ofSeconds(1).toNanos();

    private final double linesPerSecond;
    private final Timing timing;
    private double allowed;
    private long since;

    /** @param linesPerSecond 0 for no limit */
    Rate(double linesPerSecond, Timing timing) {
        this.linesPerSecond = linesPerSecond;
        this.timing = timing;
        this.since = timing.nanos();
        this.allowed = Math.min(1, linesPerSecond);
    }

    /** Lines that may be sent now. */
    int allowed() {
        if (linesPerSecond == 0) {
            return Integer.MAX_VALUE;
        }
        long now = timing.nanos();
        double most = Math.max(1, linesPerSecond);
        allowed = Math.min(most, allowed + (now - since) / SECOND * linesPerSecond);
        since = now;
        return (int) allowed;
    }

    void taken(int lines) {
        allowed -= lines;
    }
}
