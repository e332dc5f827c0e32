package org.dcss.eventstore.benchmarks.testbed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.dcss.eventstore.core.Settling;
import org.junit.jupiter.api.Test;

class TerraformDefaultsTest {

    private static final TerraformDefaults DEFAULTS = new TerraformDefaults("""
            variable "jvm_options" {
              type        = string
              default     = "-XX:+A -XX:B=1"
              description = "default = 3"
            }

            variable "submit" {
              type = object({
                memory_mb            = optional(number, 1024)
                reserved_concurrency = optional(number)
              })
              default = {}
            }

            variable "settle_ms" {
              type    = number
              default = 3000
            }
            """);

    @Test
    void defaultsAreFoundByVariableAndAttribute() {
        assertThat(DEFAULTS.text("jvm_options")).isEqualTo("-XX:+A -XX:B=1");
        assertThat(DEFAULTS.number("settle_ms")).isEqualTo(3000);
        assertThat(DEFAULTS.number("submit", "memory_mb")).isEqualTo(1024);
    }

    @Test
    void whatHasNoDefaultIsRefused() {
        assertThatThrownBy(() -> DEFAULTS.number("submit", "reserved_concurrency"))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> DEFAULTS.number("jvm_options")).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> DEFAULTS.text("nothing")).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void repositoryDeclaresWhatFunctionsAreRunWith() throws Exception {
        TerraformDefaults defaults = TerraformDefaults.read();

        assertThat(defaults.text("jvm_options")).startsWith("-");
        for (Role role : Role.values()) {
            assertThat(defaults.memoryMb(role)).isBetween(512, 10_240);
        }
        assertThat(defaults.number("prices", "gb_second")).isBetween(0.000_001, 0.001);
    }

    /** The consumer refuses to start where it could not place a late event in time. */
    @Test
    void theConsumersTimeoutLeavesTimeToSettle() throws Exception {
        TerraformDefaults defaults = TerraformDefaults.read();
        Settling settling = new Settling(Duration.ofMillis((long) defaults.number("settle_ms")));
        Duration timeout = Duration.ofSeconds((long) defaults.number("consumer", "timeout_s"));

        assertThatCode(() -> settling.requireTimeout(timeout)).doesNotThrowAnyException();
    }
}
