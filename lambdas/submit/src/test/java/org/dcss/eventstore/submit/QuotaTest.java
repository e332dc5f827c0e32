package org.dcss.eventstore.submit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.dcss.eventstore.submit.Fixture.NOW;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.dcss.eventstore.core.ReadFailedException;
import org.dcss.eventstore.core.Source;
import org.dcss.eventstore.fixtures.SampleEvent;
import org.dcss.eventstore.fixtures.SampleGames;
import org.dcss.eventstore.intake.queue.Quota;
import org.dcss.eventstore.intake.queue.Quotas;
import org.dcss.eventstore.submit.Fixture.Answer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a source over its quota is answered. */
class QuotaTest {

    private static final SampleGames GAMES = new SampleGames(new Random(5));

    /** Ten events a second, at most twenty at once. */
    private static final Quotas SMALL = Quotas.parse(
            "{'default':{'events_per_second':10,'bytes_per_second':1000000,'burst_seconds':2}}".replace('\'', '"'));

    private final Fixture submit = new Fixture(Duration.ZERO, SMALL);

    private static String event() {
        return GAMES.milestone().event("cpo").json();
    }

    private static String batch(int size) {
        List<SampleEvent> events = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            events.add(GAMES.milestone().event("cpo"));
        }
        return SampleEvent.batch(events);
    }

    private static void throttled(Answer answer, String retryAfter) throws IOException {
        assertThat(answer.status()).isEqualTo(429);
        assertThat(answer.headers())
                .containsEntry("Retry-After", retryAfter)
                .containsEntry("Content-Type", "application/problem+json");
        assertThat(answer.json().get("type").asText()).isEqualTo("urn:dcss:problem:over-quota");
    }

    @Test
    void oneEventTooManyIsToldWhenToComeAgain() throws IOException {
        for (int i = 0; i < 20; i++) {
            assertThat(submit.submit(event()).status()).isEqualTo(204);
        }
        throttled(submit.submit(event()), "1");
        assertThat(submit.queued).hasSize(20);
        assertThat(submit.metric("Throttled")).containsExactly(1.0);
        assertThat(submit.metric("Rejected")).containsExactly(0.0);
        assertThat(submit.metric("Accepted")).containsExactly(0.0);

        submit.now = NOW.plusSeconds(1);
        for (int i = 0; i < 10; i++) {
            assertThat(submit.submit(event()).status()).isEqualTo(204);
        }
        throttled(submit.submit(event()), "1");
    }

    @Test
    void inAnArrayWhatIsBeyondTheQuotaIsToBeSentAgain() throws IOException {
        Answer answer = submit.submit(batch(30));

        List<String> results = answer.json().get("results").findValuesAsText("status");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(results.subList(0, 20)).containsOnly("accepted");
        assertThat(results.subList(20, 30)).containsOnly("retry");
        assertThat(answer.headers()).containsEntry("Retry-After", "1");
        assertThat(submit.queued).hasSize(20);
        assertThat(submit.metric("Throttled")).containsExactly(10.0);

        throttled(submit.submit(batch(10)), "1");
        throttled(submit.submit(batch(20)), "2");
        throttled(submit.submit(batch(500)), "2");
        submit.now = NOW.plusSeconds(1);
        assertThat(submit.submit(batch(10)).json().findValuesAsText("status")).containsOnly("accepted");
    }

    @Test
    void whatIsRejectedTakesNothing() throws IOException {
        for (int i = 0; i < 50; i++) {
            submit.submit("{}");
            submit.submit("[" + "{},".repeat(40) + "{}]");
        }

        assertThat(submit.submit(batch(20)).json().findValuesAsText("status")).containsOnly("accepted");
    }

    @Test
    void largeEventsTakeMore() throws IOException {
        Quotas bytes = Quotas.parse("{\"default\":{\"bytes_per_second\":2000,\"burst_seconds\":1}}");
        Fixture small = new Fixture(Duration.ZERO, bytes);
        String large = GAMES.milestone()
                .event("cpo")
                .with("note", '"' + "x".repeat(1_500) + '"')
                .json();

        assertThat(small.submit(large).status()).isEqualTo(204);
        assertThat(small.submit(large).status()).isEqualTo(429);
    }

    @Test
    void anEventLargerThanTheBurstPassesWhenNothingIsOwed() throws IOException {
        Fixture small = new Fixture(Duration.ZERO, Quotas.parse("{\"default\":{\"bytes_per_second\":100}}"));
        String large = GAMES.milestone()
                .event("cpo")
                .with("note", '"' + "x".repeat(2_000) + '"')
                .json();

        assertThat(small.submit(large).status()).isEqualTo(204);
        Answer refused = small.submit(event());
        assertThat(refused.status()).isEqualTo(429);
        small.now = NOW.plusSeconds(Long.parseLong(refused.headers().get("Retry-After")));
        assertThat(small.submit(event()).status()).isEqualTo(204);
    }

    @Test
    void allFunctionsTogetherKeepToTheQuota() throws IOException {
        Fixture other = new Fixture(Duration.ZERO, SMALL);
        other.quotaTable = submit.quotaTable;

        assertThat(submit.submit(batch(15)).json().findValuesAsText("status")).containsOnly("accepted");
        JsonNode results = other.submit(batch(15)).json();

        assertThat(results.findValuesAsText("status").subList(0, 5)).containsOnly("accepted");
        assertThat(results.findValuesAsText("status").subList(5, 15)).containsOnly("retry");
    }

    @Test
    void noAnswerFromTheTableRefusesNobodyWhoKeepsToTheQuota() throws IOException {
        submit.quotaTable = (src, now, amount, latest, expected) -> {
            throw new ReadFailedException("no answer", new IOException());
        };

        for (int second = 0; second < 120; second++) {
            submit.now = NOW.plusSeconds(second);
            assertThat(submit.submit(batch(10)).json().findValuesAsText("status"))
                    .containsOnly("accepted");
        }
        assertThat(submit.log()).contains("\"reason\":\"no answer\"").doesNotContain("\"at ");
        assertThat(submit.log()
                        .lines()
                        .filter(line -> line.contains("quota-unknown"))
                        .count())
                .as("asked again each ten seconds")
                .isEqualTo(12);
        assertThat(submit.submit(batch(30)).body())
                .as("the quota in this function alone")
                .contains("retry");
    }

    @Test
    void eachSourceHasItsOwn() {
        Quotas quotas = Quotas.parse(
                "{\"sources\":{\"cpo\":{\"events_per_second\":7},\"cao\":null},\"default\":{\"burst_seconds\":3}}");

        assertThat(quotas.of(new Source("cpo"))).contains(new Quota(7, 1_000_000, Duration.ofSeconds(3)));
        assertThat(quotas.of(new Source("cao"))).isEmpty();
        assertThat(quotas.of(new Source("cue"))).contains(new Quota(500, 1_000_000, Duration.ofSeconds(3)));
        assertThat(Quotas.parse("{}").of(new Source("cpo"))).isEmpty();
        assertThat(Quotas.DEFAULTS.of(new Source("cpo"))).contains(Quotas.DEFAULT);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "7",
                "[]",
                "{",
                "{} {}",
                "{\"defaults\":{}}",
                "{\"default\":7}",
                "{\"default\":{\"events\":7}}",
                "{\"default\":{\"events_per_second\":0}}",
                "{\"default\":{\"events_per_second\":1.5}}",
                "{\"default\":{\"events_per_second\":\"7\"}}",
                "{\"default\":{\"burst_seconds\":99999999999}}",
                "{\"sources\":[]}",
                "{\"sources\":{\"CPO\":{}}}"
            })
    void whatIsNoQuotaIsToldSo(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Quotas.parse(text))
                .withMessageContaining("QUOTAS");
    }
}
