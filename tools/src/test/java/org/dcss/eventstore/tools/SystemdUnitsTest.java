package org.dcss.eventstore.tools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The units run the program as it is, and systemd understands them, where there is a systemd to ask. */
final class SystemdUnitsTest {

    private static final Path ANALYZE = Path.of("/usr/bin/systemd-analyze");
    private static final Path JAVA = Path.of("/usr/bin/java");

    @Test
    void systemdFindsNothingWrong() throws Exception {
        assumeTrue(Files.isExecutable(ANALYZE) && Files.isExecutable(JAVA));
        List<String> command = new ArrayList<>(List.of(ANALYZE.toString(), "verify"));
        units().forEach(unit -> command.add(unit.toString()));
        Process analysis = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(analysis.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(analysis.waitFor()).as(said).isZero();
        assertThat(said).doesNotContain("dcss-events");
    }

    @Test
    void everyUnitCallsACommandWithLittleMemory() throws IOException {
        for (Path unit : units()) {
            assertThat(Files.readString(unit))
                    .containsPattern("ExecStart=/usr/bin/java -Xmx64m .*dcss-events.jar (ship|follow) ");
        }
    }

    private static List<Path> units() throws IOException {
        try (Stream<Path> units = Files.list(Path.of("systemd"))) {
            return units.map(Path::toAbsolutePath).sorted().toList();
        }
    }
}
