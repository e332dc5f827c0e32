package org.dcss.eventstore.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.dcss.eventstore.platform.Environment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class IntakeConfigTest {

    private final Map<String, String> variables =
            new HashMap<>(Map.of("QUEUE_URL", "https://sqs/q", "KEYS_TABLE", "keys", "USAGE_TABLE", "usage"));

    @Test
    void whatIsNotSetHasADefault() {
        IntakeConfig config = IntakeConfig.from(new Environment(variables));

        assertThat(config.queueUrl()).isEqualTo("https://sqs/q");
        assertThat(config.keysTable()).isEqualTo("keys");
        assertThat(config.maxEventBytes()).isEqualTo(65_536);
        assertThat(config.keyCacheTime()).isEqualTo(Duration.ofSeconds(60));
        assertThat(config.fairQueue()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "QUEUE_URL,",
        "KEYS_TABLE,",
        "USAGE_TABLE,",
        "QUOTAS,500",
        "QUOTAS,{'default':500}",
        "MAX_EVENT_BYTES,0",
        "MAX_EVENT_BYTES,393217",
        "KEY_CACHE_SECONDS,61",
        "KEY_CACHE_SECONDS,-1"
    })
    void aWrongVariableIsNamed(String name, String value) {
        variables.put(name, value == null ? "" : value);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> IntakeConfig.from(new Environment(variables)))
                .withMessageContaining(name);
    }
}
