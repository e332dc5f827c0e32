package org.dcss.eventstore.query;

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

class QueryDryRunTest {

    private static Map<String, String> variables() {
        Map<String, String> variables = UnreachableAws.variables();
        variables.put("EVENTS_TABLE", "events");
        return variables;
    }

    @Test
    void succeedsWithoutReachingAnybody() {
        Priming.Step dryRun = Assembly.dryRun(QueryFunction::new, variables(), Clock.systemUTC());

        assertThatCode(() -> {
                    dryRun.run();
                    dryRun.run();
                })
                .doesNotThrowAnyException();
    }

    @Test
    void failsWhereTheFunctionDoes() throws IOException {
        DryRun overAws = new DryRun(
                DryRunScript.beside(QueryFunction.class),
                new QueryHandler(new Host(variables(), Clock.systemUTC(), measured -> {})),
                Duration.ofSeconds(8),
                Clock.systemUTC());

        assertThatIllegalStateException().isThrownBy(overAws::run);
    }
}
