package org.dcss.eventstore.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** The unit of {@code docs/local.md} runs local mode as {@code ./run.sh local} does, and systemd understands it. */
final class SystemdUnitTest {

    private static final Path UNIT =
            Path.of("systemd", "dcss-event-store.service").toAbsolutePath();
    private static final Path ANALYZE = Path.of("/usr/bin/systemd-analyze");
    private static final Path JAVA = Path.of("/usr/bin/java");
    private static final Pattern OPTION = Pattern.compile(" (--[a-z-]+) ");

    @Test
    void systemdFindsNothingWrong() throws Exception {
        assumeTrue(Files.isExecutable(ANALYZE) && Files.isExecutable(JAVA));
        Process analysis = new ProcessBuilder(ANALYZE.toString(), "verify", UNIT.toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(analysis.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(analysis.waitFor()).as(said).isZero();
        assertThat(said).doesNotContain("dcss-event-store");
    }

    @Test
    void commandIsThatOfRunSh() throws IOException {
        String command = Files.readAllLines(UNIT).stream()
                .filter(line -> line.startsWith("ExecStart="))
                .findFirst()
                .orElseThrow();
        List<String> options =
                OPTION.matcher(command).results().map(match -> match.group(1)).toList();

        assertThat(command)
                .contains("@local/jvm.options -cp \"local/target/lib/*\" " + LocalCommand.class.getName() + " ");
        assertThat(options).contains("--data", "--key-file", "--allow-host");
        assertThat(new CommandLine(new LocalCommand()).getCommandSpec().optionsMap())
                .containsKeys(options.toArray(String[]::new));
    }
}
