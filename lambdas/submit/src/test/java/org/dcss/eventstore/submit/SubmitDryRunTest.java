package org.dcss.eventstore.submit;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.dcss.eventstore.fixtures.UnreachableAws;
import org.dcss.eventstore.platform.function.Assembly;
import org.dcss.eventstore.platform.function.Host;
import org.dcss.eventstore.platform.priming.DryRun;
import org.dcss.eventstore.platform.priming.DryRunScript;
import org.dcss.eventstore.platform.priming.Priming;
import org.junit.jupiter.api.Test;

class SubmitDryRunTest {

    private static Map<String, String> variables() {
        Map<String, String> variables = UnreachableAws.variables();
        variables.put("QUEUE_URL", UnreachableAws.URL + "/0/queue");
        variables.put("KEYS_TABLE", "keys");
        variables.put("USAGE_TABLE", "usage");
        return variables;
    }

    @Test
    void succeedsWithoutReachingAnybody() {
        Map<String, String> variables = variables();
        // A script's requests do not come by the edge.
        variables.put("EDGE_SECRET_HASHES", "0".repeat(64));
        variables.put("EDGE_ADDRESS", "https://events.example.org");
        Priming.Step dryRun = Assembly.dryRun(SubmitFunction::new, variables, Clock.systemUTC());

        assertThatCode(() -> {
                    dryRun.run();
                    dryRun.run();
                })
                .doesNotThrowAnyException();
    }

    @Test
    void failsWhereTheFunctionDoes() throws IOException {
        DryRun overAws = new DryRun(
                DryRunScript.beside(SubmitFunction.class),
                new SubmitHandler(new Host(variables(), Clock.systemUTC(), measured -> {})),
                Duration.ofSeconds(8),
                Clock.systemUTC());

        assertThatIllegalStateException().isThrownBy(overAws::run);
    }
}
