package org.dcss.eventstore.tools.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.dcss.eventstore.fixtures.RealLines;
import org.dcss.eventstore.fixtures.SampleGames;
import org.dcss.eventstore.submit.event.LoadedSchema;
import org.dcss.eventstore.tools.frame.Exit;
import org.dcss.eventstore.tools.xlog.XlogLine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

final class SchemaTest {

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private final SampleGames games = new SampleGames(new Random(5));
    private String printed = "";

    @Test
    void linesAreCheckedAsShipWouldSendThem() throws IOException {
        Path file = folder.resolve("milestones");
        Files.writeString(
                file,
                games.milestone().line() + "\n"
                        + games.logfile().line() + "\n"
                        + "no xlog\n"
                        + "name=a:milestone=b\n"
                        + "name=a:ha",
                StandardCharsets.UTF_8);

        assertThat(schema("check", file.toString())).isEqualTo(Exit.REJECTED);
        assertThat(printed)
                .contains(file + ":4: /data: the required member \"start\" is missing")
                .contains("1 line, 1 logfile, 1 milestone acceptable, 1 not")
                .contains("the last line has no end");
    }

    @Test
    void everyExampleIsJudgedAsSubmitJudgesIt() throws IOException {
        for (Path example : examples("valid")) {
            assertThat(schema("check", example.toString()))
                    .as(example + "\n" + printed)
                    .isEqualTo(Exit.OK);
        }
        for (Path example : examples("invalid")) {
            assertThat(schema("check", example.toString()))
                    .as(example + "\n" + printed)
                    .isEqualTo(Exit.REJECTED);
        }
    }

    private static List<Path> examples(String kind) throws IOException {
        try (Stream<Path> files = Files.list(Path.of("../schemas/examples").resolve(kind))) {
            return files.filter(file -> file.toString().endsWith(".json")).toList();
        }
    }

    @Test
    void arraysAndLinesOfJsonAreCheckedEachForItself() throws IOException {
        String good = games.milestone().event("cpo").json();
        String bad = good.replaceFirst("\"time\":\"[0-9]{8}", "\"time\":\"20261399");
        Path lines = Files.writeString(folder.resolve("lines"), good + "\n" + bad + "\n{\"type\":\n" + good + "\n");
        assertThat(schema("check", lines.toString())).isEqualTo(Exit.REJECTED);
        assertThat(printed)
                .contains(
                        lines + ":2: /data/time: must be a DCSS time", lines + ":3: ", "2 milestone acceptable, 2 not");

        Path array = Files.writeString(folder.resolve("array"), "[" + good + "," + bad + "]");
        assertThat(schema("check", array.toString())).isEqualTo(Exit.REJECTED);
        assertThat(printed).contains(array + " [1]: /data/time", "1 milestone acceptable, 1 not");
        assertThat(schema("check", "--src", "cao", array.toString())).isEqualTo(Exit.REJECTED);
        assertThat(printed).contains("Your key submits events with \"src\": \"cao\" only.");
    }

    @Test
    void theRealLinesAreAcceptable() {
        assumeThat(RealLines.directory()).as("../shared/data is not here").isPresent();
        Path real = RealLines.directory().get();
        assertThat(schema(
                        "check",
                        real.resolve("logfile.xlog").toString(),
                        real.resolve("milestones.xlog").toString()))
                .as(printed)
                .isEqualTo(Exit.OK);
    }

    @Test
    void aNewSchemaLoadsInSubmitAndAcceptsItsSamples() throws IOException {
        List<String> samples = List.of(
                "{\"time\":\"20260418093334S\",\"team\":\"orcs\",\"score\":3,\"start\":\"20260418093334S\"}",
                "{\"time\":\"20260430093334D\",\"team\":\"elves\",\"score\":\"many\",\"list\":[1],\"start\":\"never\"}",
                "{\"time\":\"20260430093334D\",\"team\":\"elves\",\"score\":null,\"deep\":{\"a\":{}},\"yes\":true,\"start\":\"x\"}");
        Path file = Files.writeString(folder.resolve("arena.ndjson"), String.join("\n", samples) + "\n");
        assertThat(schema("new", "arena", "--from", file.toString())).isEqualTo(Exit.OK);

        JsonNode schema = new ObjectMapper().readTree(printed);
        JsonNode data = schema.at("/properties/data");
        assertThat(data.at("/required").toString()).isEqualTo("[\"time\",\"team\",\"score\",\"start\"]");
        assertThat(data.at("/properties/time/$ref").asText()).isEqualTo("#/definitions/time");
        assertThat(data.at("/properties/start/type").asText()).isEqualTo("string");
        assertThat(data.at("/properties/score/type").toString()).isEqualTo("[\"null\",\"number\",\"string\"]");
        assertThat(schema.at("/x-time").asText()).isEqualTo("/data/time");
        LoadedSchema loaded = LoadedSchema.of("arena", printed);
        for (String sample : samples) {
            assertThat(loaded.faults(event("arena", sample))).as(sample).isEmpty();
        }
        assertThat(loaded.faults(event("arena", samples.get(0).replace("\"team\"", "\"tame\""))))
                .contains("the required member \"team\" is missing");
        assertThat(loaded.faults(event("arena", samples.get(0).replace("20260418093334S", "20261318093334S"))))
                .isNotEmpty();
        assertThat(loaded.faults(event("other", samples.get(0)))).isNotEmpty();
    }

    @Test
    void linesOfAServerAreSamplesToo() throws IOException {
        List<String> events = new ArrayList<>();
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < 50; i++) {
            String line = games.logfile().line();
            lines.append(line).append('\n');
            events.add(event("scores", XlogLine.parse(line).orElseThrow().data()));
        }
        Path file = Files.writeString(folder.resolve("scores"), lines);
        assertThat(schema("new", "scores", "--from", file.toString())).isEqualTo(Exit.OK);

        LoadedSchema loaded = LoadedSchema.of("scores", printed);
        assertThat(events).allSatisfy(event -> assertThat(loaded.faults(event)).isEmpty());
        assertThat(printed).contains("\"x-time\" : \"/data/end\"");
    }

    @Test
    void whatIsNoSampleIsNamed() throws IOException {
        Path file = Files.writeString(folder.resolve("lines"), "name=a\nnothing\n");
        assertThat(schema("new", "arena", "--from", file.toString())).isEqualTo(Exit.FAILED);
        assertThat(printed).contains(file + ":2: no sample");
    }

    private static String event(String type, String data) {
        return "{\"type\":\"" + type + "\",\"src\":\"cpo\",\"data\":" + data + "}";
    }

    private int schema(String... arguments) {
        StringWriter out = new StringWriter();
        PrintWriter printer = new PrintWriter(out);
        int code = new CommandLine(new SchemaCommand())
                .setOut(printer)
                .setErr(printer)
                .setExecutionExceptionHandler((failure, line, parsed) -> {
                    printer.println(failure.getMessage());
                    return Exit.FAILED;
                })
                .execute(arguments);
        printed = out.toString();
        return code;
    }
}
