package org.dcss.eventstore.submit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What a request costs is bounded by what is allowed, not by what is sent: no body takes more than two seconds of
 * processor time, or more memory than a small heap has, in which the client is as well.
 */
class HostileBodiesIT {

    private static final long MAX_MILLIS = 2_000;
    private static final String HEAP = "-Xmx96m";
    /** As Lambda runs Java 17. */
    private static final String FIRST_COMPILER = "-XX:TieredStopAtLevel=1";

    private static final int MAX_ANSWER_BYTES = 6 * 1024 * 1024;

    @TempDir
    private Path folder;

    /** The usual limit, a smaller one (so that 500 events make a body), and the highest that may be set. */
    @ParameterizedTest
    @ValueSource(strings = {"65536", "9900", "393216"})
    void everyAnswerCostsLittle(String maxEventBytes) throws Exception {
        Path output = folder.resolve("output");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        HEAP,
                        "-XX:+UseSerialGC",
                        FIRST_COMPILER,
                        "-XX:+ExitOnOutOfMemoryError",
                        "-cp",
                        System.getProperty("java.class.path"),
                        HostileBodies.class.getName(),
                        maxEventBytes)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        boolean ended = process.waitFor(10, TimeUnit.MINUTES);
        process.destroyForcibly();

        List<String> lines = Files.readAllLines(output);
        assertThat(ended && process.exitValue() == 0)
                .as(String.join("\n", lines))
                .isTrue();
        assertThat(lines).hasSizeGreaterThan(40).allSatisfy(line -> {
            String[] words = line.split(" ", -1);
            assertThat(Long.parseLong(words[1])).isLessThan(MAX_MILLIS);
            assertThat(words[2]).isIn("200", "400", "413");
            assertThat(Integer.parseInt(words[3])).isLessThan(MAX_ANSWER_BYTES);
        });
    }
}
