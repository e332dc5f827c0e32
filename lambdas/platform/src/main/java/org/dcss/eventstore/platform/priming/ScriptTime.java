package org.dcss.eventstore.platform.priming;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;

/** Begins at a script's time with each request, and goes on from there: so times in a script may be constant. */
public final class ScriptTime implements InstantSource {

    private final Instant begin;
    private final Clock running;
    private volatile Instant started;

    public ScriptTime(Instant begin, Clock running) {
        this.begin = begin;
        this.running = running;
        this.started = running.instant();
    }

    void restart() {
        started = running.instant();
    }

    @Override
    public Instant instant() {
        return begin.plus(Duration.between(started, running.instant()));
    }

    public Clock clock() {
        return withZone(ZoneOffset.UTC);
    }
}
