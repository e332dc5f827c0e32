package org.dcss.eventstore.query;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.dcss.eventstore.core.Settling;
import org.dcss.eventstore.core.served.ViewSwitch;
import org.dcss.eventstore.platform.Environment;
import org.dcss.eventstore.platform.LogSettings;

/**
 * How this function is set up.
 *
 * @param viewsTable empty where no views are kept
 * @param views the names of those that are kept
 * @param streamsTable empty where no streams are kept
 * @param settling must be the consumer's, or longer
 * @param retention how long events are kept; empty for ever
 * @param step in which steps the live edge moves on
 * @param pagesAhead how many pages of the feed are read ahead: none where the process stops between two answers
 */
record QueryConfig(
        String eventsTable,
        Optional<String> viewsTable,
        Set<String> views,
        Optional<String> streamsTable,
        Settling settling,
        Optional<Duration> retention,
        Duration step,
        int pagesAhead) {

    /**
     * Reads the environment.
     *
     * @throws IllegalArgumentException if a variable is missing or wrong; names it
     */
    static QueryConfig from(Environment environment) {
        return new QueryConfig(
                environment.required("EVENTS_TABLE"),
                environment.optional("VIEWS_TABLE"),
                LogSettings.views(environment).stream()
                        .map(ViewSwitch::toString)
                        .collect(Collectors.toSet()),
                environment.optional("STREAMS_TABLE"),
                LogSettings.settling(environment),
                LogSettings.retention(environment),
                environment.duration("HORIZON_STEP_MS", ChronoUnit.MILLIS, 1, 1, 10_000),
                environment.integer("PAGES_AHEAD", 0, 0, 100));
    }
}
