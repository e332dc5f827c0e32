package org.dcss.eventstore.local.gateway;

import java.time.Clock;

/** A token bucket, as API Gateway throttles a stage or a route. */
final class Throttle {

    private final double perMilli;
    private final double burst;
    private final Clock clock;
    private double tokens;
    private long filledAt;

    Throttle(Limits limits, Clock clock) {
        this.perMilli = limits.ratePerSecond() / 1000;
        this.burst = limits.burst();
        this.clock = clock;
        this.tokens = limits.burst();
        this.filledAt = clock.millis();
    }

    synchronized boolean admits() {
        long now = clock.millis();
        tokens = Math.min(burst, tokens + (now - filledAt) * perMilli);
        filledAt = now;
        if (tokens < 1) {
            return false;
        }
        tokens--;
        return true;
    }
}
