package org.dcss.eventstore.append;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Clock;
import java.util.Map;
import org.dcss.eventstore.fixtures.UnreachableAws;
import org.dcss.eventstore.platform.Environment;
import org.dcss.eventstore.platform.function.Assembly;
import org.dcss.eventstore.platform.priming.Priming;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class AppendDryRunTest {

    private static Map<String, String> variables() {
        Map<String, String> variables = UnreachableAws.variables();
        variables.put("QUEUE_URL", UnreachableAws.URL + "/0/queue");
        variables.put("KEYS_TABLE", "keys");
        variables.put("USAGE_TABLE", "usage");
        variables.put("STREAMS_TABLE", "streams");
        return variables;
    }

    @Test
    void succeedsWithoutReachingAnybody() {
        Map<String, String> variables = variables();
        // A script's requests do not come by the edge.
        variables.put("EDGE_SECRET_HASHES", "0".repeat(64));
        variables.put("EDGE_ADDRESS", "https://events.example.org");
        Priming.Step dryRun = Assembly.dryRun(AppendFunction::new, variables, Clock.systemUTC());

        assertThatCode(() -> {
                    dryRun.run();
                    dryRun.run();
                })
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"QUEUE_URL", "KEYS_TABLE", "USAGE_TABLE", "STREAMS_TABLE"})
    void missingVariableIsNamed(String name) {
        Map<String, String> variables = variables();
        variables.remove(name);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> AppendConfig.from(new Environment(variables)))
                .withMessageContaining(name);
    }
}
