package org.dcss.eventstore.projector;

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

class ProjectorDryRunTest {

    private static Map<String, String> variables() {
        Map<String, String> variables = UnreachableAws.variables();
        variables.put("EVENTS_TABLE", "events");
        variables.put("VIEWS_TABLE", "views");
        variables.put("ARCHIVE_BUCKET", "archive");
        return variables;
    }

    @Test
    void succeedsWithoutReachingAnybody() {
        Priming.Step dryRun = Assembly.dryRun(ProjectorFunction::new, variables(), Clock.systemUTC());

        assertThatCode(() -> {
                    dryRun.run();
                    dryRun.run();
                })
                .doesNotThrowAnyException();
    }

    @Test
    void failsWhereTheFunctionDoes() throws IOException {
        DryRun overAws = new DryRun(
                DryRunScript.beside(ProjectorFunction.class),
                new ProjectorHandler(new Host(variables(), Clock.systemUTC(), measured -> {})),
                Duration.ofMinutes(1),
                Clock.systemUTC());

        assertThatIllegalStateException().isThrownBy(overAws::run);
    }
}
