package org.dcss.eventstore.consumer;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import org.dcss.eventstore.platform.Priming;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConsumerDryRunTest {

    /** Where nobody listens. */
    private static final String NOWHERE = "http://127.0.0.1:1";

    private static ConsumerWiring wiring(String queue, int settleMillis) {
        Map<String, String> variables = new HashMap<>();
        variables.put("AWS_REGION", "eu-central-1");
        variables.put("AWS_ACCESS_KEY_ID", "id");
        variables.put("AWS_SECRET_ACCESS_KEY", "secret");
        variables.put("AWS_ENDPOINT_URL", NOWHERE);
        variables.put("QUEUE_URL", NOWHERE + "/0/" + queue);
        variables.put("SETTLE_MS", Integer.toString(settleMillis));
        variables.put("FUNCTION_TIMEOUT_MS", "900000");
        variables.put("DLQ_URL", NOWHERE + "/0/dlq");
        variables.put("EVENTS_TABLE", "events");
        variables.put("CLAIMS_TABLE", "claims");
        return new ConsumerWiring(ConsumerConfig.from(variables), Clock.systemUTC());
    }

    @ParameterizedTest
    @CsvSource({"queue,3000", "queue.fifo,3000", "queue,1000", "queue,300000", "queue.fifo,300000"})
    void succeedsWithoutReachingAnybody(String queue, int settleMillis) {
        Priming.Step dryRun = wiring(queue, settleMillis).dryRun();

        assertThatCode(() -> {
                    dryRun.run();
                    dryRun.run();
                })
                .doesNotThrowAnyException();
    }

    @Test
    void failsWhereTheFunctionDoes() {
        assertThatIllegalStateException().isThrownBy(() -> new ConsumerDryRun(wiring("queue", 1000), () -> {}).run());
    }
}
