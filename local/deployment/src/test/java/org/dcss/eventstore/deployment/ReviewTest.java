package org.dcss.eventstore.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReviewTest {

    private static LiveFunction live(String name, int settle, boolean latest) {
        return new LiveFunction(
                name,
                latest,
                Duration.ofSeconds(30),
                Map.of("SETTLE_MS", Integer.toString(settle), "WRITE_PROTOCOL", "2"));
    }

    private static Plan settling(int writers, int readers) throws IOException {
        return Plans.of(
                Plans.function("d-consumer", "update", "{\"WRITE_PROTOCOL\":\"2\",\"SETTLE_MS\":\"" + writers + "\"}"),
                Plans.function("d-query", "update", "{\"SETTLE_MS\":\"" + readers + "\"}"),
                Plans.mapping(2));
    }

    @ParameterizedTest(name = "live writers {0}, readers {1}; wanted {2}, {3}: {4}")
    @CsvSource({
        "3000, 3000, 3000, 3000, nothing",
        // Raised: readers step back first, and writers follow after the new settle.
        "3000, 3000, 4000, 4000, settle\t3000 4000",
        "3000, 4000, 4000, 4000, wait\t9 ",
        // Lowered: writers first, and readers once the slower ones are gone: 30 s of timeout, 3 of settle, 5 to spread.
        "3000, 3000, 2000, 2000, settle\t2000 3000",
        "2000, 3000, 2000, 2000, wait\t38 ",
        // By hand, in the right order.
        "3000, 3000, 3000, 4000, nothing",
        "3000, 4000, 2000, 4000, nothing",
        // By hand, readers alone and too far.
        "3000, 4000, 2000, 2000, settle\t2000 4000",
    })
    void readersAreNeverAheadOfWriters(int writersLive, int readersLive, int writers, int readers, String finding)
            throws IOException {
        List<Finding> found = Review.of(
                settling(writers, readers),
                List.of(live("d-consumer", writersLive, true), live("d-query", readersLive, true)));

        if (finding.equals("nothing")) {
            assertThat(found).isEmpty();
        } else {
            assertThat(found).singleElement().asString().startsWith(finding);
        }
    }

    @Test
    void aFirstDeploymentHasNothingToWaitFor() throws IOException {
        assertThat(Review.of(settling(3000, 3000), List.of())).isEmpty();
    }

    @Test
    void anotherWriteProtocolStopsTheConsumerForItsTimeoutAndItsSettle() throws IOException {
        LiveFunction old = new LiveFunction("d-consumer", true, Duration.ofSeconds(30), Map.of("SETTLE_MS", "3000"));

        assertThat(Review.of(settling(3000, 3000), List.of(old, live("d-query", 3000, true))))
                .containsExactly(new Finding.Pause("m-1", true, 38));
    }

    @Test
    void whatARunLeftUnpublishedIsNamedUnlessThePlanPublishesIt() throws IOException {
        Plan plan = Plans.of(
                Plans.function("d-query", "no-op", "{\"SETTLE_MS\":\"3000\"}"),
                Plans.function("d-submit", "update", "{}"));

        assertThat(Review.of(plan, List.of(live("d-query", 3000, false), live("d-submit", 3000, false))))
                .containsExactly(new Finding.Unpublished("d-query"));
    }

    @Test
    void aReservationThatAwsWouldRefuseIsRefusedBefore() throws IOException {
        Plan plan = Plans.of(Plans.function("d-query", "update", "{}", -1, 50));

        assertThat(new Concurrency(1000, 1000).judge(plan)).isEmpty();
        assertThat(new Concurrency(1000, 150).judge(plan)).isEmpty();
        assertThat(new Concurrency(1000, 149).judge(plan))
                .singleElement()
                .isInstanceOf(Finding.Refused.class)
                .asString()
                .contains("d-query", "L-B99A9384");
    }

    @Test
    void aSmallAccountIsToldSo() throws IOException {
        assertThat(new Concurrency(10, 10).judge(Plans.of(Plans.mapping(10))))
                .singleElement()
                .asString()
                .contains("at once, and max_concurrency", "-var max_concurrency=2");
        assertThat(new Concurrency(10, 10).judge(Plans.of(Plans.mapping(2))))
                .singleElement()
                .asString()
                .startsWith("warning\tThis account may run 10 functions at once");
        assertThat(new Concurrency(1000, 1000).judge(Plans.of(Plans.mapping(2))))
                .isEmpty();
    }

    @Test
    void expiryThatBeginsIsTold() throws IOException {
        Plan plan = Plans.of(
                Plans.table("module.events.aws_dynamodb_table.this", "{\"ttl\":[]}", "{\"ttl\":[{\"enabled\":true}]}"));

        assertThat(Review.of(plan, List.of()))
                .singleElement()
                .hasToString("expiring\tmodule.events.aws_dynamodb_table.this");
    }
}
