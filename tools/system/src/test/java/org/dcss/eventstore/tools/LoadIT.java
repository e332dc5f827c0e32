package org.dcss.eventstore.tools;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.dcss.eventstore.tools.frame.Exit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A short load on local mode. */
final class LoadIT {

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Test
    void whatWasAcknowledgedIsReadBackOnce() throws Exception {
        Path key = Files.writeString(folder.resolve("key"), TestStore.KEY);
        Path report = folder.resolve("load.html");
        try (TestStore store = TestStore.start(folder.resolve("store"), 0, Duration.ZERO)) {
            Tool tool = new Tool(store.uri(), key);

            assertThat(tool.run(List.of(
                            "load",
                            "--src",
                            "cpo",
                            "--rate",
                            "20",
                            "--duration",
                            "4s",
                            "--ramp",
                            "2s",
                            "--report",
                            report.toString())))
                    .isEqualTo(Exit.OK);
        }
        assertThat(report).content().contains("60 acknowledged, 60 read back, 0 lost, 0 doubled", "<polyline");
    }
}
