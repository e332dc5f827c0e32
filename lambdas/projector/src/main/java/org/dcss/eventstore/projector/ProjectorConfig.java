package org.dcss.eventstore.projector;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.Set;
import org.dcss.eventstore.core.Settling;
import org.dcss.eventstore.core.served.ViewSwitch;
import org.dcss.eventstore.platform.Environment;

/**
 * How this function is set up.
 *
 * @param settling must be the consumer's, or longer
 * @param views what to keep
 * @param archive where the archive goes; empty where none is kept
 * @param retention how long the table keeps events; empty for ever
 * @param puts how many items are put side by side
 */
record ProjectorConfig(
        String eventsTable,
        String viewsTable,
        Settling settling,
        Set<ViewSwitch> views,
        Optional<ArchivePlace> archive,
        Optional<Duration> retention,
        int puts) {

    /**
     * Reads the environment.
     *
     * @throws IllegalArgumentException if a variable is missing or wrong; names it
     */
    static ProjectorConfig from(Environment environment) {
        Set<ViewSwitch> views = views(environment);
        int retentionDays = environment.integer("RETENTION_DAYS", 0, 0, 36_500);
        return new ProjectorConfig(
                environment.required("EVENTS_TABLE"),
                environment.required("VIEWS_TABLE"),
                settling(environment),
                views,
                views.contains(ViewSwitch.ARCHIVE) ? Optional.of(ArchivePlace.from(environment)) : Optional.empty(),
                retentionDays == 0 ? Optional.empty() : Optional.of(Duration.ofDays(retentionDays)),
                environment.integer("VIEW_PUTS", 32, 1, 100));
    }

    private static Settling settling(Environment environment) {
        Duration settle = environment.duration("SETTLE_MS", ChronoUnit.MILLIS, 3_000, 200, 600_000);
        try {
            return new Settling(settle);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("SETTLE_MS: " + e.getMessage(), e);
        }
    }

    private static Set<ViewSwitch> views(Environment environment) {
        try {
            return ViewSwitch.parse(environment.string("VIEWS", ViewSwitch.all()));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("VIEWS: " + e.getMessage(), e);
        }
    }
}
