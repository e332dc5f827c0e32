package org.dcss.eventstore.platform;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.Set;
import org.dcss.eventstore.core.Settling;
import org.dcss.eventstore.core.served.ViewSwitch;

/** What all functions that write or read the log are told of it. */
public final class LogSettings {

    private LogSettings() {}

    /**
     * When slots settle: {@code SETTLE_MS}, 3000 unless told otherwise.
     *
     * @throws IllegalArgumentException if the variable is wrong; names it
     */
    public static Settling settling(Environment environment) {
        Duration settle = environment.duration("SETTLE_MS", ChronoUnit.MILLIS, 3_000, 200, 600_000);
        try {
            return new Settling(settle);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("SETTLE_MS: " + e.getMessage(), e);
        }
    }

    /**
     * How long events are kept: {@code RETENTION_DAYS}; empty for ever.
     *
     * @throws IllegalArgumentException if the variable is wrong; names it
     */
    public static Optional<Duration> retention(Environment environment) {
        int days = environment.integer("RETENTION_DAYS", 0, 0, 36_500);
        return days == 0 ? Optional.empty() : Optional.of(Duration.ofDays(days));
    }

    /**
     * What is kept beside the log: {@code VIEWS}, all unless told otherwise.
     *
     * @throws IllegalArgumentException if the variable is wrong; names it
     */
    public static Set<ViewSwitch> views(Environment environment) {
        try {
            return ViewSwitch.parse(environment.string("VIEWS", ViewSwitch.all()));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("VIEWS: " + e.getMessage(), e);
        }
    }
}
