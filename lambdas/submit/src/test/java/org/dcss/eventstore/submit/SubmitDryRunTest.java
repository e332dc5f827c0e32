package org.dcss.eventstore.submit;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import org.dcss.eventstore.platform.Priming;
import org.junit.jupiter.api.Test;

class SubmitDryRunTest {

    /** Where nobody listens. */
    private static final String NOWHERE = "http://127.0.0.1:1";

    private static SubmitWiring wiring() {
        Map<String, String> variables = new HashMap<>();
        variables.put("AWS_REGION", "eu-central-1");
        variables.put("AWS_ACCESS_KEY_ID", "id");
        variables.put("AWS_SECRET_ACCESS_KEY", "secret");
        variables.put("AWS_ENDPOINT_URL", NOWHERE);
        variables.put("QUEUE_URL", NOWHERE + "/0/queue");
        variables.put("KEYS_TABLE", "keys");
        variables.put("USAGE_TABLE", "usage");
        return new SubmitWiring(SubmitConfig.from(variables), Clock.systemUTC());
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
        assertThatIllegalStateException().isThrownBy(() -> new SubmitDryRun(wiring(), () -> {}).run());
    }
}
