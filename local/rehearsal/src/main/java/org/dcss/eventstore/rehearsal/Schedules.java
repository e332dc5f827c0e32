package org.dcss.eventstore.rehearsal;

import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.dcss.eventstore.local.schedule.Schedule;
import org.dcss.eventstore.rehearsal.deployed.DeployedSchedule;

/** What calls functions again and again: more often than it is deployed to, so that nobody waits for minutes. */
final class Schedules implements AutoCloseable {

    private static final Duration INTERVAL = Duration.ofSeconds(1);

    private final Fleet fleet;
    private final Clock clock;
    private final Map<String, Schedule> running = new HashMap<>();

    Schedules(Fleet fleet, Clock clock) {
        this.fleet = fleet;
        this.clock = clock;
    }

    /** Starts those that are new; a function that moves goes on being called. */
    void follow(List<DeployedSchedule> schedules) {
        for (DeployedSchedule schedule : schedules) {
            running.computeIfAbsent(
                    schedule.name(), any -> Schedule.start(fleet.get(schedule.function()), INTERVAL, clock));
        }
    }

    @Override
    public void close() {
        running.values().forEach(Schedule::close);
    }
}
