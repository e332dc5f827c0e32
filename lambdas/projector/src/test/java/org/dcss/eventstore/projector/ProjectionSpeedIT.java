package org.dcss.eventstore.projector;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.dcss.eventstore.core.Settling;
import org.dcss.eventstore.core.Slot;
import org.dcss.eventstore.core.read.Feed;
import org.dcss.eventstore.core.read.FeedPage;
import org.dcss.eventstore.core.read.Filter;
import org.dcss.eventstore.platform.function.Host;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * Says how fast the projector is beside a follower that only reads, over one DynamoDB Local in the same process. In turns, so
 * that whatever else the machine does meets both. {@code -Ddcss.projection.speed=20000} says with how many events; else it
 * is left out.
 */
@EnabledIfSystemProperty(named = ProjectionSpeedIT.EVENTS, matches = "[0-9]+")
final class ProjectionSpeedIT {

    static final String EVENTS = "dcss.projection.speed";

    private static final int ROUNDS = 3;

    @Test
    void isMeasured() throws Exception {
        int events = Integer.getInteger(EVENTS);
        try (Tables tables = new Tables()) {
            tables.store(events, Instant.now().minus(Duration.ofHours(2)));
            for (int round = 0; round < ROUNDS; round++) {
                double bare = perSecond(events, () -> follow(tables, events));
                tables.deleteViews();
                ProjectorHandler handler = new ProjectorHandler(
                        new Host(Tables.variables(tables.endpoint()), Clock.systemUTC(), measured -> {}));
                double projected = perSecond(
                        events, () -> assertThat(ProjectorHost.run(handler)).isTrue());
                System.out.printf(
                        "projector: %d events: bare %.0f events/s, all views %.0f events/s, ratio %.1f%n",
                        events, bare, projected, bare / projected);
            }
        }
    }

    private interface Work {
        void run() throws Exception;
    }

    private static double perSecond(int events, Work work) throws Exception {
        long began = System.nanoTime();
        work.run();
        return events * 1e9 / (System.nanoTime() - began);
    }

    private static void follow(Tables tables, int events) {
        Feed feed = new Feed(tables.log(), new Settling(Duration.ofSeconds(3)), Clock.systemUTC());
        List<Slot> read = new ArrayList<>();
        FeedPage page = feed.page(new Slot(0), Filter.NONE, 1000);
        page.events().forEach(event -> read.add(event.slot()));
        while (!page.caughtUp()) {
            page = feed.page(page.next(), Filter.NONE, 1000);
            page.events().forEach(event -> read.add(event.slot()));
        }
        assertThat(read).hasSize(events);
    }
}
