package org.dcss.eventstore.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EnvironmentTest {

    private static Environment with(String value) {
        return new Environment(Map.of("NAME", value));
    }

    @Test
    void whatIsSetIsRead() {
        assertThat(with("x").required("NAME")).isEqualTo("x");
        assertThat(with("x").string("NAME", "y")).isEqualTo("x");
        assertThat(with("3").integer("NAME", 1, 0, 5)).isEqualTo(3);
        assertThat(with("5").requiredInteger("NAME", 0, 5)).isEqualTo(5);
        assertThat(with("0").duration("NAME", ChronoUnit.DAYS, 1, 0, 5)).isEqualTo(Duration.ZERO);
        assertThat(with("http://127.0.0.1:80").address("NAME")).contains(URI.create("http://127.0.0.1:80"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"OTHER", "NAME"})
    void whatIsAbsentOrEmptyIsDefault(String name) {
        Environment environment = new Environment(Map.of(name, ""));

        assertThat(environment.optional("NAME")).isEmpty();
        assertThat(environment.string("NAME", "y")).isEqualTo("y");
        assertThat(environment.integer("NAME", 1, 0, 5)).isEqualTo(1);
        assertThat(environment.duration("NAME", ChronoUnit.SECONDS, 2, 0, 5)).isEqualTo(Duration.ofSeconds(2));
        assertThat(environment.address("NAME")).isEmpty();
    }

    @Test
    void aMissingVariableIsNamed() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Environment(Map.of()).required("QUEUE_URL"))
                .withMessageContaining("QUEUE_URL");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "6", "1.5", "one", "99999999999"})
    void aWrongNumberIsToldWithWhatIsAllowed(String value) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> with(value).integer("NAME", 1, 0, 5))
                .withMessage("the environment variable NAME must be a whole number from 0 to 5, not \"" + value + "\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1:80", "ftp://host", "http:///x", "http://a b"})
    void aWrongAddressIsTold(String value) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> with(value).address("NAME"))
                .withMessageContainingAll("NAME", value, "http");
    }
}
