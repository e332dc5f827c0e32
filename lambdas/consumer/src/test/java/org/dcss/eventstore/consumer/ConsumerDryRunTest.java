package org.dcss.eventstore.consumer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.dcss.eventstore.core.message.Message;
import org.dcss.eventstore.fixtures.UnreachableAws;
import org.dcss.eventstore.platform.function.Assembly;
import org.dcss.eventstore.platform.function.Host;
import org.dcss.eventstore.platform.priming.DryRun;
import org.dcss.eventstore.platform.priming.DryRunScript;
import org.dcss.eventstore.platform.priming.Priming;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConsumerDryRunTest {

    private static Map<String, String> variables(String queue, int settleMillis) {
        Map<String, String> variables = UnreachableAws.variables();
        variables.put("QUEUE_URL", UnreachableAws.URL + "/0/" + queue);
        variables.put("SETTLE_MS", Integer.toString(settleMillis));
        variables.put("FUNCTION_TIMEOUT_MS", "900000");
        variables.put("DLQ_URL", UnreachableAws.URL + "/0/dlq");
        variables.put("EVENTS_TABLE", "events");
        variables.put("CLAIMS_TABLE", "claims");
        return variables;
    }

    @ParameterizedTest
    @CsvSource({"queue,3000", "queue.fifo,3000", "queue,1000", "queue,300000", "queue.fifo,300000"})
    void succeedsWithoutReachingAnybody(String queue, int settleMillis) {
        Priming.Step dryRun = Assembly.dryRun(ConsumerFunction::new, variables(queue, settleMillis), Clock.systemUTC());

        assertThatCode(() -> {
                    dryRun.run();
                    dryRun.run();
                })
                .doesNotThrowAnyException();
    }

    @Test
    void failsWhereTheFunctionDoes() throws IOException {
        DryRun overAws = new DryRun(
                DryRunScript.beside(ConsumerFunction.class),
                new ConsumerHandler(new Host(variables("queue", 1000), Clock.systemUTC(), measured -> {})),
                Duration.ofSeconds(8),
                Clock.systemUTC());

        assertThatIllegalStateException().isThrownBy(overAws::run);
    }

    @Test
    void consumesMessagesOfTheFormThatSubmitMakes() throws IOException {
        String request =
                DryRunScript.beside(ConsumerFunction.class).exchanges().get(0).request();

        assertThat(request).contains("{\\\"v\\\":" + Message.CURRENT + ",");
    }
}
