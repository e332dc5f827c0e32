package org.dcss.eventstore.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dcss.eventstore.local.blackbox.StoreUnderTest.milestone;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.dcss.eventstore.core.Source;
import org.dcss.eventstore.local.blackbox.Answer;
import org.dcss.eventstore.local.blackbox.ApiClient;
import org.dcss.eventstore.local.blackbox.SourceKey;
import org.dcss.eventstore.local.store.LocalEventStore;
import org.dcss.eventstore.local.store.LocalOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class QuotaIT {

    private static final SourceKey CPO = new SourceKey("cpo", "key-of-cpo");
    private static final SourceKey CAO = new SourceKey("cao", "key-of-cao");

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Test
    void aSourceOverItsQuotaIsToldWhenToComeAgainAndTheOthersAreNot() throws Exception {
        Map<String, Source> keys = Map.of(CPO.key(), new Source(CPO.src()), CAO.key(), new Source(CAO.src()));
        LocalOptions options = TestOptions.in(folder, keys, Duration.ofSeconds(1))
                .withQuotas("{\"sources\":{\"cpo\":{\"events_per_second\":1,\"burst_seconds\":3}}}");
        try (LocalEventStore local = LocalEventStore.start(options, Clock.systemUTC())) {
            ApiClient client = new ApiClient(local.uri(), List.of(CPO, CAO));
            String event = milestone(CPO.src(), "keen").json();

            Answer answer = client.submit(CPO.key(), event);
            for (int i = 0; i < 200 && answer.status() == 204; i++) {
                answer = client.submit(CPO.key(), event);
            }
            assertThat(answer.status()).isEqualTo(429);
            assertThat(answer.text()).contains("urn:dcss:problem:over-quota");
            assertThat(answer.required("content-type")).isEqualTo("application/problem+json");
            for (int i = 0; i < 20; i++) {
                assertThat(client.submit(CAO.key(), milestone(CAO.src(), "calm").json())
                                .status())
                        .isEqualTo(204);
            }

            Thread.sleep(Duration.ofSeconds(Long.parseLong(answer.required("retry-after")))
                    .toMillis());
            assertThat(client.submit(CPO.key(), event).status()).isEqualTo(204);
            assertThat(local.counters().sum("Throttled")).isPositive();
        }
    }
}
