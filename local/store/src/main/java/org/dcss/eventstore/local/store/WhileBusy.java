package org.dcss.eventstore.local.store;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.LongSupplier;
import org.dcss.eventstore.local.function.FunctionException;
import org.dcss.eventstore.local.function.LambdaFunction;

/**
 * A scheduled function that is asked each time while the store is busy, and seldom while it is idle: then it finds nothing,
 * and an idle machine is not woken for that each second. For one schedule.
 */
final class WhileBusy implements LambdaFunction {

    /** What happens is followed for so long; longer than an event takes to settle. */
    static final Duration BUSY = Duration.ofSeconds(30);

    /** How often it is asked at least, for what other processes do to the tables. */
    static final Duration SELDOM = Duration.ofSeconds(5);

    private static final byte[] NOTHING = new byte[0];

    private final LambdaFunction function;
    private final LongSupplier done;
    private final Clock clock;
    private long seen;
    private Instant busyUntil;
    private Instant next;

    /** @param done how much has been done since the start: whoever does something raises it */
    WhileBusy(LambdaFunction function, LongSupplier done, Clock clock) {
        this.function = function;
        this.done = done;
        this.clock = clock;
        // It is asked at once: what an earlier process has left for it is done then, and makes the store busy.
        busyUntil = clock.instant();
        next = busyUntil;
    }

    @Override
    public byte[] invoke(byte[] request) throws FunctionException {
        Instant now = clock.instant();
        long count = done.getAsLong();
        if (count != seen) {
            seen = count;
            busyUntil = now.plus(BUSY);
        }
        if (now.isAfter(busyUntil) && now.isBefore(next)) {
            return NOTHING;
        }
        next = now.plus(SELDOM);
        return function.invoke(request);
    }
}
