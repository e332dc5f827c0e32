package org.dcss.eventstore.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.dcss.eventstore.local.store.LocalOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** What {@code --bind} means. */
final class LocalCommandTest {

    private static LocalOptions options(String... arguments) {
        LocalCommand command = new LocalCommand();
        new CommandLine(command).parseArgs(arguments);
        return command.options();
    }

    @Test
    void onlyThisMachineIsServedUnlessItIsToldOtherwise() {
        assertThat(options().gateway().address().getHostAddress()).isEqualTo("127.0.0.1");
        assertThat(options("--bind", "10.0.0.7").gateway().address().getHostAddress())
                .isEqualTo("10.0.0.7");
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "127.0.0.2", "::1"})
    void onLoopbackTheDemoKeyIsMadeWhereNoneIsGiven(String address) {
        assertThat(options("--bind", address).extras()).contains(LocalOptions.Extra.DEMO_KEY);
        assertThat(options("--bind", address, "--key", "a=cpo").extras()).doesNotContain(LocalOptions.Extra.DEMO_KEY);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "::", "10.0.0.7"})
    void anOpenStoreHasNoDemoKey(String address) {
        assertThat(options("--bind", address).extras()).isEmpty();
    }

    @Test
    void whatIsNoAddressIsRefused() {
        assertThatThrownBy(() -> options("--bind", "no address")).hasMessageContaining("--bind");
    }
}
