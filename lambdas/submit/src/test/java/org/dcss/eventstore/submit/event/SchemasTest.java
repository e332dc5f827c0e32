package org.dcss.eventstore.submit.event;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.YearMonth;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.dcss.eventstore.core.EventType;
import org.dcss.eventstore.core.Source;
import org.dcss.eventstore.fixtures.SampleEvent;
import org.dcss.eventstore.fixtures.SampleGames;
import org.dcss.eventstore.intake.body.Element;
import org.dcss.eventstore.intake.problem.Checked;
import org.dcss.eventstore.platform.http.Problem;
import org.dcss.eventstore.platform.http.Violation;
import org.everit.json.schema.Schema;
import org.everit.json.schema.ValidationException;
import org.everit.json.schema.loader.SchemaLoader;
import org.json.JSONObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The schemas in the folder {@code schemas}, and its examples. */
class SchemasTest {

    private static final Path FOLDER = Path.of("../../schemas").toAbsolutePath().normalize();

    private static final ObjectMapper JSON = new ObjectMapper();

    private final SchemaCatalog catalog = SchemaCatalog.load();
    private final EventCheck check = new EventCheck(catalog, 65_536);

    static List<Path> schemas() throws IOException {
        return files(FOLDER).stream()
                .filter(file -> !file.endsWith("sources.json"))
                .toList();
    }

    static List<Path> validExamples() throws IOException {
        return files(FOLDER.resolve("examples/valid"));
    }

    static List<Path> invalidExamples() throws IOException {
        return files(FOLDER.resolve("examples/invalid")).stream()
                .filter(file -> !file.endsWith("pointers.json"))
                .toList();
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .toList();
        }
    }

    private Checked<ValidEvent> verdict(String event) {
        byte[] sent = event.getBytes(StandardCharsets.UTF_8);
        return check.check(new Element(sent, 0, sent.length), new Source("cpo"));
    }

    @Test
    void eachSchemaIsAType() throws IOException {
        assertThat(catalog.types())
                .containsExactlyElementsOf(schemas().stream()
                        .map(file -> file.getFileName().toString().replace(".json", ""))
                        .toList())
                .contains("logfile", "milestone");
    }

    @ParameterizedTest
    @MethodSource("schemas")
    void aSchemaDescribesTheWholeEvent(Path file) throws IOException {
        JsonNode schema = JSON.readTree(file.toFile());

        assertThat(schema.get("$schema").asText()).isEqualTo("http://json-schema.org/draft-07/schema#");
        assertThat(schema.get("title").asText()).isNotBlank();
        assertThat(schema.at("/properties/type/const").asText() + ".json")
                .isEqualTo(file.getFileName().toString());
        assertThat(schema.get("additionalProperties").booleanValue()).isFalse();
        assertThat(schema.get("required")).extracting(JsonNode::asText).contains("type", "src", "data");
        assertThat(schema.at("/properties/data/additionalProperties").asBoolean(true))
                .as("unknown members of data pass")
                .isTrue();
        assertThat(schema.findValues("format"))
                .as("formats need libraries that are left out")
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("validExamples")
    void aValidExampleIsTaken(Path file) throws IOException {
        String event = Files.readString(file);

        ValidEvent valid = verdict(event).either(good -> good, problem -> {
            throw new AssertionError(problem);
        });
        assertThat(file.getFileName().toString()).startsWith(valid.type().name());
        assertThat(JSON.readTree(valid.data())).isEqualTo(JSON.readTree(event).get("data"));
    }

    @ParameterizedTest
    @MethodSource("invalidExamples")
    void anInvalidExampleIsRefusedForItsMistake(Path file) throws IOException {
        JsonNode pointers = JSON.readTree(
                        FOLDER.resolve("examples/invalid/pointers.json").toFile())
                .path(file.getFileName().toString());
        assertThat(pointers).as("what pointers.json says of " + file).isNotEmpty();

        assertThat(verdict(Files.readString(file)).either(good -> List.<Violation>of(), Problem::errors))
                .extracting(Violation::pointer)
                .containsExactlyElementsOf(
                        pointers.valueStream().map(JsonNode::asText).toList());
    }

    @Test
    void everyExampleThatHasAMistakeIsThere() throws IOException {
        JsonNode pointers =
                JSON.readTree(FOLDER.resolve("examples/invalid/pointers.json").toFile());

        assertThat(pointers.fieldNames())
                .toIterable()
                .containsExactlyElementsOf(invalidExamples().stream()
                        .map(file -> file.getFileName().toString())
                        .toList());
    }

    /** Whoever holds a key may send such a text: the validator must not need a stack that grows with it. */
    @ParameterizedTest
    @ValueSource(strings = {"", "=", "\\n"})
    void longestBytesOfALineAreJudged(String end) {
        EventCheck large = new EventCheck(catalog, 384 * 1024);
        String line = "{\"type\":\"line\",\"src\":\"cpo\",\"file\":\"f\",\"data\":{\"base64\":\""
                + "AAAA".repeat(95_000) + end + "\"}}";

        byte[] sent = line.getBytes(StandardCharsets.UTF_8);
        assertThat(large.check(new Element(sent, 0, sent.length), new Source("cpo")))
                .isInstanceOf(end.isEmpty() ? Checked.Good.class : Checked.Refused.class);
    }

    @Test
    void madeEventsAreTaken() {
        SampleGames games = new SampleGames(new Random(4));
        for (int i = 0; i < 500; i++) {
            assertThat(verdict(games.milestone().event("cpo").json())).isInstanceOf(Checked.Good.class);
            assertThat(verdict(games.logfile().event("cpo").json())).isInstanceOf(Checked.Good.class);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "20200003093334S",
                "20201131235959D",
                "19970101000000S",
                "20200418093334S",
                "21991131235959D",
            })
    void aTimeOfTheGameIsTaken(String time) {
        assertThat(verdict(milestoneAt(time))).isInstanceOf(Checked.Good.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "20201203093334S",
                "20200000093334S",
                "20200032093334S",
                "20200003243334S",
                "20200003096034S",
                "20200003093361S",
                "20200003093360S",
                "20200003093334s",
                "20200003093334Z",
                "2020003093334S",
                "120200003093334S",
                "18200003093334S",
                "20200003093334S ",
                "20200003093334S\\n",
                "\\n20200003093334S",
                ""
            })
    void aTimeThatIsNoneIsRefused(String time) {
        assertThat(verdict(milestoneAt(time))).isInstanceOf(Checked.Refused.class);
    }

    @Test
    void aDayIsTakenIfTheCalendarHasIt() {
        EventSchema schema = catalog.find("milestone").orElseThrow();
        for (int year = 1900; year < 2200; year++) {
            for (int month = 1; month <= 12; month++) {
                int days = YearMonth.of(year, month).lengthOfMonth();
                for (int day : new int[] {0, 1, 10, 19, 20, 28, 29, 30, 31, 32}) {
                    String time = "%04d%02d%02d120000S".formatted(year, month - 1, day);
                    assertThat(schema.violations(new JSONObject(milestoneAt(time)))
                                    .isEmpty())
                            .as(time)
                            .isEqualTo(day >= 1 && day <= days);
                }
            }
        }
    }

    private static String milestoneAt(String time) {
        SampleEvent event = new SampleGames(new Random(4)).milestone().event("cpo");
        return event.json().replaceAll("\"time\":\"[^\"]*\"", "\"time\":\"" + time.replace("\\", "\\\\") + "\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"type\":[\"string\",\"number\"]}",
                "{\"type\":[\"number\",\"object\",\"null\"],\"minimum\":2,\"required\":[\"a\"]}",
                "{\"type\":[\"array\",\"boolean\"],\"items\":{\"type\":[\"string\",\"null\"],\"minLength\":1}}",
                "{\"type\":[\"object\",\"string\"],\"properties\":{\"a\":{\"type\":[\"integer\",\"string\"]},\"type\":{\"type\":[\"null\",\"array\"]}}}",
                "{\"type\":[\"string\"]}",
                "{\"anyOf\":[{\"type\":[\"null\",\"boolean\"]},{\"const\":{\"type\":[\"a\",\"b\"]}}]}",
                "{\"not\":{\"type\":[\"string\",\"object\"]}}"
            })
    void listsOfTypesMeanWhatTheyMeant(String schema) {
        Schema plain = SchemaLoader.builder()
                .draftV7Support()
                .schemaJson(new JSONObject(schema))
                .build()
                .load()
                .build();
        EventSchema unrolled = SchemaCatalog.parse(new EventType("test"), new JSONObject(schema));
        for (String value : List.of(
                "1",
                "2.5",
                "-1",
                "\"\"",
                "\"s\"",
                "true",
                "null",
                "{}",
                "{\"a\":1}",
                "{\"a\":\"\"}",
                "{\"a\":[]}",
                "{\"type\":null}",
                "{\"type\":[]}",
                "{\"type\":7}",
                "[]",
                "[\"\"]",
                "[\"x\",null]",
                "[1]",
                "{\"type\":[\"a\",\"b\"]}")) {
            Object subject = new JSONObject("{\"v\":" + value + "}").get("v");
            assertThat(isValid(unrolled.schema(), subject)).as(value).isEqualTo(isValid(plain, subject));
        }
    }

    private static boolean isValid(Schema schema, Object value) {
        try {
            schema.validate(value);
            return true;
        } catch (ValidationException e) {
            return false;
        }
    }
}
