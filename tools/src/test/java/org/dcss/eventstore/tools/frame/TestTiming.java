package org.dcss.eventstore.tools.frame;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Time that passes only when it is waited for. */
public final class TestTiming implements Timing {

    private final List<Duration> waits = new ArrayList<>();
    private long nanos;

    @Override
    public long nanos() {
        return nanos;
    }

    @Override
    public void sleep(Duration time) {
        waits.add(time);
        nanos += time.toNanos();
    }

    /** What was waited for, in order. */
    public List<Duration> waits() {
        return waits;
    }
}
