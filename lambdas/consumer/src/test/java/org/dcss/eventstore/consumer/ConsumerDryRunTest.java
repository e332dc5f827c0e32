package org.dcss.eventstore.consumer;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import org.dcss.eventstore.platform.Priming;
import org.junit.jupiter.api.Test;

class ConsumerDryRunTest {

    /** Where nobody listens. */
    private static final String NOWHERE = "http://127.0.0.1:1";

    private static ConsumerWiring wiring() {
        Map<String, String> variables = new HashMap<>();
        variables.put("AWS_REGION", "eu-central-1");
        variables.put("AWS_ACCESS_KEY_ID", "id");
        variables.put("AWS_SECRET_ACCESS_KEY", "secret");
        variables.put("AWS_ENDPOINT_URL", NOWHERE);
        variables.put("QUEUE_URL", NOWHERE + "/0/queue");
        variables.put("DLQ_URL", NOWHERE + "/0/dlq");
        variables.put("EVENTS_TABLE", "events");
        variables.put("CLAIMS_TABLE", "claims");
        return new ConsumerWiring(ConsumerConfig.from(variables), Clock.systemUTC());
    }

    @Test
    void succeedsWithoutReachingAnybody() {
        Priming.Step dryRun = wiring().dryRun();

        assertThatCode(() -> {
                    dryRun.run();
                    dryRun.run();
                })
                .doesNotThrowAnyException();
    }

    @Test
    void failsWhereTheFunctionDoes() {
        assertThatIllegalStateException().isThrownBy(() -> new ConsumerDryRun(wiring()).run());
    }
}
