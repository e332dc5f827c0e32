package org.dcss.eventstore.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.dcss.eventstore.core.Samples.NOON;
import static org.dcss.eventstore.core.Samples.SETTLING;
import static org.dcss.eventstore.core.Samples.slot;
import static org.dcss.eventstore.core.Samples.time;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SettlingTest {

    @ParameterizedTest
    @ValueSource(longs = {-4_000, 0, 196, 201, 203, 600_004})
    void refusesATimeThatIsTooShortTooLongOrNoMultipleOfFour(long millis) {
        assertThatThrownBy(() -> new Settling(Duration.ofMillis(millis)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("settle")
                .hasMessageContaining(millis + " ms");
    }

    @ParameterizedTest
    @ValueSource(longs = {200, 3_000, 600_000})
    void latestPutOfTheSlowestClockLandsBeforeTheFastestClockShowsTheSlot(long millis) {
        Settling settling = new Settling(Duration.ofMillis(millis));
        Instant latestStart = NOON.plus(settling.startWithin());
        Instant landedForTheFastest = latestStart
                .plus(settling.callTimeout())
                .plus(settling.maxSkew())
                .minusNanos(1);

        assertThat(settling.mayStart(NOON, latestStart)).isTrue();
        assertThat(settling.mayStart(NOON, latestStart.plusNanos(1))).isFalse();
        assertThat(settling.horizon(landedForTheFastest)).isLessThan(NOON);
    }

    @Test
    void slotIsShownFromItsSettlingOn() {
        assertThat(SETTLING.settledAt(NOON)).isEqualTo(time(4_000));
        assertThat(SETTLING.horizon(time(4_000))).isEqualTo(NOON);
        assertThat(SETTLING.horizon(time(4_000).minusNanos(1))).isEqualTo(slot(-1));
    }

    @Test
    void dayIsClosedWhenItsLastSlotHasSettled() {
        Day day = NOON.day();
        Instant closed = day.last().plus(SETTLING.settle());

        assertThat(SETTLING.isClosed(day, closed)).isTrue();
        assertThat(SETTLING.isClosed(day, closed.minusNanos(1))).isFalse();
    }

    @Test
    void putIsAtRiskOnlyIfItLandedLaterThanARulefulOneCan() {
        assertThat(SETTLING.isAtRisk(NOON, time(3_000))).isFalse();
        assertThat(SETTLING.isAtRisk(NOON, time(3_001))).isTrue();
    }

    @Test
    void workEndsACallTimeoutAndAReserveBeforeTheFunction() {
        assertThat(Duration.ofSeconds(30).minus(SETTLING.reserve())).isEqualTo(Duration.ofSeconds(28));
    }

    @Test
    void functionTimeoutTooShortForALateEventIsRefusedWithTheLeastThatWillDo() {
        assertThatThrownBy(() -> SETTLING.requireTimeout(Duration.ofMillis(7_999)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("7999 ms")
                .hasMessageContaining("at least 8000 ms");
        SETTLING.requireTimeout(Duration.ofSeconds(8));
    }
}
