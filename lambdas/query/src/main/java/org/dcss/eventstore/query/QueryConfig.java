package org.dcss.eventstore.query;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.dcss.eventstore.core.Settling;
import org.dcss.eventstore.core.served.ViewSwitch;
import org.dcss.eventstore.platform.Environment;

/**
 * How this function is set up.
 *
 * @param viewsTable empty where no views are kept
 * @param views the names of those that are kept
 * @param settling must be the consumer's, or longer
 * @param retention how long events are kept; empty for ever
 */
record QueryConfig(
        String eventsTable,
        Optional<String> viewsTable,
        Set<String> views,
        Settling settling,
        Optional<Duration> retention) {

    /**
     * Reads the environment.
     *
     * @throws IllegalArgumentException if a variable is missing or wrong; names it
     */
    static QueryConfig from(Environment environment) {
        int retentionDays = environment.integer("RETENTION_DAYS", 0, 0, 36_500);
        return new QueryConfig(
                environment.required("EVENTS_TABLE"),
                environment.optional("VIEWS_TABLE"),
                views(environment),
                settling(environment),
                retentionDays == 0 ? Optional.empty() : Optional.of(Duration.ofDays(retentionDays)));
    }

    private static Set<String> views(Environment environment) {
        try {
            return ViewSwitch.parse(environment.string("VIEWS", ViewSwitch.all())).stream()
                    .map(ViewSwitch::toString)
                    .collect(Collectors.toSet());
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("VIEWS: " + e.getMessage(), e);
        }
    }

    private static Settling settling(Environment environment) {
        try {
            return new Settling(environment.duration("SETTLE_MS", ChronoUnit.MILLIS, 3_000, 200, 600_000));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("SETTLE_MS: " + e.getMessage(), e);
        }
    }
}
