package org.dcss.eventstore.submit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.HashMap;
import java.util.Map;
import org.dcss.eventstore.core.Source;
import org.dcss.eventstore.platform.Environment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SubmitConfigTest {

    private final Map<String, String> variables =
            new HashMap<>(Map.of("QUEUE_URL", "https://sqs/q", "KEYS_TABLE", "keys", "USAGE_TABLE", "usage"));

    @Test
    void pixelIsThereWhereItsSourceIsNamed() {
        assertThat(SubmitConfig.from(new Environment(variables)).pixelSource()).isEmpty();
        variables.put("PIXEL_SOURCE", "web");
        assertThat(SubmitConfig.from(new Environment(variables)).pixelSource()).contains(new Source("web"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"PIXEL_SOURCE", "QUEUE_URL"})
    void aWrongVariableIsNamed(String name) {
        variables.put(name, name.equals("PIXEL_SOURCE") ? "CPO" : "");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> SubmitConfig.from(new Environment(variables)))
                .withMessageContaining(name);
    }
}
