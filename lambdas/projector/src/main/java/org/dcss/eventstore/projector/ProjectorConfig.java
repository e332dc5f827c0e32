package org.dcss.eventstore.projector;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.dcss.eventstore.core.Settling;
import org.dcss.eventstore.core.served.ViewSwitch;
import org.dcss.eventstore.platform.Environment;
import org.dcss.eventstore.platform.LogSettings;

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
        Set<ViewSwitch> views = LogSettings.views(environment);
        return new ProjectorConfig(
                environment.required("EVENTS_TABLE"),
                environment.required("VIEWS_TABLE"),
                LogSettings.settling(environment),
                views,
                views.contains(ViewSwitch.ARCHIVE) ? Optional.of(ArchivePlace.from(environment)) : Optional.empty(),
                LogSettings.retention(environment),
                environment.integer("VIEW_PUTS", 32, 1, 100));
    }
}
