package org.dcss.eventstore.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dcss.eventstore.local.blackbox.StoreUnderTest.milestone;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.dcss.eventstore.core.Source;
import org.dcss.eventstore.local.blackbox.Answer;
import org.dcss.eventstore.local.blackbox.ApiClient;
import org.dcss.eventstore.local.blackbox.SourceKey;
import org.dcss.eventstore.local.gateway.GatewayOptions;
import org.dcss.eventstore.local.store.LocalEventStore;
import org.dcss.eventstore.local.store.LocalOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ThrottleIT {

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Test
    void requestsBeyondTheRateAreRefusedAndServedLater() throws Exception {
        SourceKey key = new SourceKey("cpo", "key-of-cpo");
        LocalOptions usual = TestOptions.in(folder, Map.of(key.key(), new Source(key.src())), Duration.ofSeconds(1));
        LocalOptions strict = new LocalOptions(
                usual.data(),
                new GatewayOptions(0, 1, 3, 4),
                usual.mapping(),
                usual.keys(),
                usual.fifo(),
                usual.settle(),
                usual.maxReceives(),
                LocalOptions.NO_QUOTAS);
        try (LocalEventStore local = LocalEventStore.start(strict, Clock.systemUTC())) {
            ApiClient client = new ApiClient(local.uri(), List.of(key));
            String event = milestone(key.src(), "keen").json();

            List<Integer> statuses = new ArrayList<>();
            for (int i = 0; i < 30; i++) {
                statuses.add(client.submit(key.key(), event).status());
            }
            assertThat(statuses).startsWith(204, 204, 204).contains(429).containsOnly(204, 429);

            Answer later = client.submit(key.key(), event);
            while (later.status() == 429) {
                Thread.sleep(200);
                later = client.submit(key.key(), event);
            }
            assertThat(later.status()).isEqualTo(204);
        }
    }
}
