package org.dcss.eventstore.benchmarks.peers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.dcss.eventstore.benchmarks.Figures;
import org.dcss.eventstore.benchmarks.harness.Report;
import org.dcss.eventstore.benchmarks.peers.Turn.Figure;
import org.dcss.eventstore.benchmarks.workload.Events;
import org.dcss.eventstore.local.LocalCommand;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** A quick round of local mode, and of a peer that this machine lacks. */
@Tag("slow")
@EnabledOnOs(value = OS.LINUX, disabledReason = "only Linux tells in /proc what processes take")
class PeersIT {

    /** What should be nothing, and what may be less than a tick of the clock of processor time. */
    private static final Set<Figure> MAY_BE_ZERO = Set.of(Figure.LOST, Figure.IDLE);

    /** Started from this class path, where {@code ./run.sh local} would build it once more. */
    private static final List<String> LOCAL_MODE = List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "@../local/jvm.options",
            "-Xmx512m",
            "-cp",
            System.getProperty("java.class.path"),
            LocalCommand.class.getName());

    @Test
    void localModeIsMeasuredAndWhatCannotBeRunIsLeftOut() throws Exception {
        Map<String, Contestant> contestants = new LinkedHashMap<>();
        contestants.put("ours", folder -> new Ours(folder, LOCAL_MODE, Events.sized(200)));
        contestants.put("theirs", folder -> {
            throw new IOException("it is not installed");
        });

        Report report = new PeersBenchmark(1, Turn.QUICK, contestants).run();

        Figures figures = new Figures(report.tables());
        for (Figure figure : Figure.values()) {
            double ours = figures.of("Local mode", figure.toString(), "ours");
            if (!MAY_BE_ZERO.contains(figure)) {
                assertThat(ours).as(figure.toString()).isFinite().isPositive();
            }
        }
        assertThat(figures.of("Local mode", Figure.LOST.toString(), "ours")).isZero();
        assertThat(report.tables().get(0).columns()).containsExactly("medians of 1", "ours");
        assertThat(report.notes()).singleElement().asString().contains("theirs IS LEFT OUT", "it is not installed");
    }
}
