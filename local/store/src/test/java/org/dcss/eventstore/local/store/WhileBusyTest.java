package org.dcss.eventstore.local.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import org.dcss.eventstore.local.function.FunctionException;
import org.junit.jupiter.api.Test;

final class WhileBusyTest {

    private Instant now = Instant.EPOCH;
    private final Clock clock = ((InstantSource) () -> now).withZone(ZoneOffset.UTC);
    private long done;
    private int asked;

    private final WhileBusy function = new WhileBusy(
            request -> {
                asked++;
                return request;
            },
            () -> done,
            clock);

    /** Asks each second for so many. */
    private int askedIn(Duration time) throws FunctionException {
        int before = asked;
        for (long i = 0; i < time.toSeconds(); i++) {
            now = now.plusSeconds(1);
            function.invoke(new byte[] {1});
        }
        return asked - before;
    }

    @Test
    void isAskedAtOnceAfterTheStart() throws FunctionException {
        assertThat(askedIn(Duration.ofSeconds(1))).isEqualTo(1);
    }

    @Test
    void isAskedSeldomWhenNothingIsDone() throws FunctionException {
        assertThat(askedIn(Duration.ofMinutes(1))).isEqualTo(60 / WhileBusy.SELDOM.toSeconds());
    }

    @Test
    void isAskedEachTimeAgainOnceSomethingIsDone() throws FunctionException {
        askedIn(WhileBusy.BUSY.multipliedBy(2));
        done++;
        assertThat(askedIn(WhileBusy.BUSY)).isEqualTo(WhileBusy.BUSY.toSeconds());
        assertThat(askedIn(Duration.ofMinutes(1))).isEqualTo(60 / WhileBusy.SELDOM.toSeconds());
    }
}
