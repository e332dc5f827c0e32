package org.dcss.eventstore.tools;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.dcss.eventstore.tools.frame.Exit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class DcssEventsCommandTest {

    private static final String SECRET = "dcss_cpo_secret";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private int code;

    @ParameterizedTest
    @ValueSource(strings = {"ship", "follow", "day", "load", "verify"})
    void everyCommandExplainsItselfWithExamples(String command) {
        assertThat(run(Map.of(), command, "--help"))
                .contains("Examples:", "dcss-events " + command, "Exit codes:", "--url");
        assertThat(code).isEqualTo(Exit.OK);
    }

    @ParameterizedTest
    @ValueSource(strings = {"schema", "schema check", "schema new", "key", "dlq"})
    void soDoThoseThatNeedNoStore(String command) {
        assertThat(run(Map.of(), (command + " --help").split(" ", -1)))
                .contains("Examples:", "dcss-events " + command, "Exit codes:");
        assertThat(code).isEqualTo(Exit.OK);
    }

    @ParameterizedTest
    @ValueSource(strings = {"key", "dlq"})
    void whatThisJarCannotDoSaysWhatCan(String command) {
        assertThat(run(Map.of(), command, "list", "--local")).contains("tools/dcss-events " + command);
        assertThat(code).isEqualTo(Exit.USAGE);
    }

    @Test
    void shellsCompleteIt() {
        assertThat(run(Map.of(), "generate-completion")).contains("--key-file", "complete", "--state", "check");
    }

    @ParameterizedTest
    @CsvSource({
        "keyfile = x, Is key-file meant?",
        "URl = x, Is url meant?",
        "urls = x, Is url meant?",
        "what is this, --help names them",
        "config = x, there is no option \"config\"",
        "src, src has no value"
    })
    void aLineOfTheConfigurationThatSetsNothingIsRefused(String line, String said) throws Exception {
        Path config = Files.writeString(folder.resolve("config"), "url = http://127.0.0.1:1\n" + line + "\n");

        assertThat(run(Map.of("DCSS_EVENTS_CONFIG", config.toString()), "follow", "--once"))
                .contains(said)
                .hasLineCount(1);
        assertThat(code).isEqualTo(Exit.USAGE);
    }

    @Test
    void flagsWinThenTheEnvironmentThenTheFile() throws Exception {
        Path saves = Files.createDirectories(folder.resolve("saves"));
        Files.writeString(saves.resolve("milestones"), "name=a:milestone=b\n");
        Path config = Files.writeString(
                folder.resolve("config"),
                "url = http://127.0.0.1:1\nsrc = cao\nstate = " + folder + "\ndry-run = true\n");
        String[] ship = {"ship", "--config", config.toString(), saves.toString()};

        assertThat(run(Map.of(), ship)).contains("\"src\":\"cao\"");
        assertThat(run(Map.of("DCSS_EVENTS_SRC", "cdi"), ship)).contains("\"src\":\"cdi\"");
        assertThat(run(
                        Map.of("DCSS_EVENTS_SRC", "cdi"),
                        "ship",
                        "--config=" + config,
                        "--src",
                        "cpo",
                        saves.toString()))
                .contains("\"src\":\"cpo\"");
    }

    @Test
    void aKeyInTheConfigurationIsRefusedAndNotShown() throws Exception {
        Path config = Files.writeString(folder.resolve("config"), "key = " + SECRET + "\n");

        assertThat(run(Map.of(), "ship", "--config", config.toString())).doesNotContain(SECRET);
        assertThat(code).isEqualTo(Exit.USAGE);
    }

    @Test
    void aKeyIsNotSentInTheClearToAnotherMachine() {
        assertThat(run(
                        Map.of("DCSS_EVENTS_KEY", SECRET),
                        "ship",
                        "--url",
                        "http://192.0.2.1",
                        "--src",
                        "cpo",
                        "--state",
                        folder.toString(),
                        "x"))
                .contains("unencrypted")
                .doesNotContain(SECRET);
        assertThat(code).isEqualTo(Exit.USAGE);
    }

    @Test
    void aStoreThatIsNotThereIsToldInOneLine() {
        List<String> said = run(
                        Map.of("DCSS_EVENTS_KEY", "two words " + SECRET),
                        "ship",
                        "--url",
                        "http://127.0.0.1:1",
                        "--src",
                        "cpo",
                        "--state",
                        folder.toString(),
                        "--once",
                        "x")
                .lines()
                .toList();
        assertThat(said).hasSize(1);
        assertThat(said.get(0)).startsWith("error: ").doesNotContain(SECRET);
        assertThat(code).isEqualTo(Exit.USAGE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "ship",
                "ship --url x --src cpo y",
                "follow --url http://h --after yesterday",
                "day --url http://h x"
            })
    void aWrongCommandLineDoesNothing(String line) {
        run(Map.of("DCSS_EVENTS_KEY", SECRET), line.isEmpty() ? new String[0] : line.split(" ", -1));

        assertThat(code).isEqualTo(Exit.USAGE);
    }

    /** Everything that it prints. */
    private String run(Map<String, String> environment, String... arguments) {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        PrintStream out = System.out;
        PrintStream err = System.err;
        PrintStream both = new PrintStream(printed, true, StandardCharsets.UTF_8);
        System.setOut(both);
        System.setErr(both);
        try {
            code = DcssEventsCommand.run(arguments, environment);
        } finally {
            System.setOut(out);
            System.setErr(err);
        }
        return printed.toString(StandardCharsets.UTF_8);
    }
}
