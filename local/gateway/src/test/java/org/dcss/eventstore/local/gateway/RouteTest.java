package org.dcss.eventstore.local.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-routes.html */
class RouteTest {

    private final Route event = route("/events/{ts}");
    private final Route files = route("/xlog/{path+}");

    @Test
    void aParameterIsOneSegment() {
        assertThat(event.match("GET", "/events/5")).contains(Map.of("ts", "5"));
        assertThat(event.match("GET", "/events/5/6")).isEmpty();
        assertThat(event.match("GET", "/events/")).isEmpty();
        assertThat(event.match("HEAD", "/events/5")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "/xlog/cpo, cpo",
        "/xlog/cpo/, cpo/",
        "/xlog/cpo/0.34/milestones, cpo/0.34/milestones",
        "/xlog/cpo//x, cpo//x",
        "/xlog/, ''"
    })
    void aGreedyParameterIsAllThatFollows(String path, String parameter) {
        assertThat(files.match("GET", path)).contains(Map.of("path", parameter));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/xlog", "/xlogs/cpo", "/", "", "/events/xlog/cpo"})
    void aGreedyRouteIsNotForOthers(String path) {
        assertThat(files.match("GET", path)).isEmpty();
    }

    private static Route route(String path) {
        return new Route("GET", path, event -> event);
    }
}
