package org.dcss.eventstore.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.dcss.eventstore.core.Settling;
import org.dcss.eventstore.platform.Environment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class QueryConfigTest {

    @Test
    void onlyTheTableMustBeNamed() {
        QueryConfig config = QueryConfig.from(new Environment(Map.of("EVENTS_TABLE", "events")));

        assertThat(config.eventsTable()).isEqualTo("events");
        assertThat(config.settling()).isEqualTo(new Settling(Duration.ofSeconds(3)));
    }

    @Test
    void liveEdgeMovesByTheMillisecondUnlessToldOtherwise() {
        assertThat(QueryConfig.from(new Environment(Map.of("EVENTS_TABLE", "events")))
                        .step())
                .isEqualTo(Duration.ofMillis(1));
        assertThat(QueryConfig.from(new Environment(Map.of("EVENTS_TABLE", "events", "HORIZON_STEP_MS", "1000")))
                        .step())
                .isEqualTo(Duration.ofSeconds(1));
        assertThatThrownBy(() ->
                        QueryConfig.from(new Environment(Map.of("EVENTS_TABLE", "events", "HORIZON_STEP_MS", "0"))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("HORIZON_STEP_MS");
    }

    /** A function on AWS stands still between two answers. */
    @Test
    void readsNoPagesAheadUnlessItIsTold() {
        assertThat(QueryConfig.from(new Environment(Map.of("EVENTS_TABLE", "events")))
                        .pagesAhead())
                .isZero();
        assertThat(QueryConfig.from(new Environment(Map.of("EVENTS_TABLE", "events", "PAGES_AHEAD", "4")))
                        .pagesAhead())
                .isEqualTo(4);
    }

    @Test
    void missingTableIsNamed() {
        assertThatThrownBy(() -> QueryConfig.from(new Environment(Map.of())))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("EVENTS_TABLE");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-4", "199", "600004", "3001", "3s"})
    void impossibleSettleTimeIsNamed(String millis) {
        assertThatThrownBy(
                        () -> QueryConfig.from(new Environment(Map.of("EVENTS_TABLE", "events", "SETTLE_MS", millis))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("SETTLE_MS");
    }

    @Test
    void allViewsAreKeptUnlessTheirNamesAreGiven() {
        assertThat(QueryConfig.from(new Environment(Map.of("EVENTS_TABLE", "events")))
                        .viewsTable())
                .isEmpty();

        QueryConfig all = QueryConfig.from(new Environment(Map.of("EVENTS_TABLE", "events", "VIEWS_TABLE", "views")));
        assertThat(all.viewsTable()).contains("views");
        assertThat(all.views()).containsExactlyInAnyOrder("counts", "entities", "xlog", "archive");
        assertThat(QueryConfig.from(new Environment(Map.of("EVENTS_TABLE", "events", "VIEWS", "xlog,counts")))
                        .views())
                .containsExactlyInAnyOrder("xlog", "counts");
        assertThat(QueryConfig.from(new Environment(Map.of("EVENTS_TABLE", "events", "VIEWS", "none")))
                        .views())
                .isEmpty();
    }

    @Test
    void unknownViewIsNamed() {
        assertThatThrownBy(() -> QueryConfig.from(new Environment(Map.of("EVENTS_TABLE", "events", "VIEWS", "count"))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("VIEWS")
                .hasMessageContaining("\"count\"");
    }
}
