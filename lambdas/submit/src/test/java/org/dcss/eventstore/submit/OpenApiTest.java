package org.dcss.eventstore.submit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.dcss.eventstore.intake.problem.Checked;
import org.dcss.eventstore.intake.problem.Limits;
import org.dcss.eventstore.intake.problem.Problems;
import org.dcss.eventstore.platform.http.ProblemType;
import org.dcss.eventstore.submit.event.EventCheck;
import org.dcss.eventstore.submit.event.SchemaCatalog;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The published contract says what the program does. */
class OpenApiTest {

    private static final Path FOLDER = Path.of("../../schemas").toAbsolutePath().normalize();

    private static final ObjectMapper JSON = new ObjectMapper();
    private static JsonNode document = JSON.nullNode();

    @BeforeAll
    static void read() throws IOException {
        document = new YAMLMapper().readTree(FOLDER.resolve("openapi.yaml").toFile());
    }

    private static JsonNode at(String pointer) {
        JsonNode node = document.at(pointer);
        assertThat(node.isMissingNode()).as(pointer).isFalse();
        return node;
    }

    @Test
    void everyReferenceLeadsSomewhere() {
        List<String> references = document.findValuesAsText("$ref");

        assertThat(references).hasSizeGreaterThan(20).allSatisfy(reference -> {
            if (reference.startsWith("#")) {
                at(reference.substring(1));
            } else {
                assertThat(FOLDER.resolve(reference)).isRegularFile();
            }
        });
    }

    @Test
    void everyExampleOfARequestIsTaken() throws IOException {
        EventCheck check = new EventCheck(SchemaCatalog.load(), 65_536);
        JsonNode examples = at("/paths/~1submit/post/requestBody/content/application~1json/examples");

        assertThat(examples).isNotEmpty();
        for (JsonNode example : examples) {
            String body = resolved(example.get("value")).toString();
            assertThat(Fixture.verdicts(check, body))
                    .isNotEmpty()
                    .allSatisfy(verdict -> assertThat(verdict).isInstanceOf(Checked.Good.class));
        }
    }

    private static JsonNode resolved(JsonNode value) throws IOException {
        if (value.isArray()) {
            var array = JSON.createArrayNode();
            for (JsonNode element : value) {
                array.add(resolved(element));
            }
            return array;
        }
        Path file = FOLDER.resolve(value.get("$ref").asText());
        return JSON.readTree(Files.readString(file));
    }

    @Test
    void everyProblemIsListedUnderItsStatus() throws IllegalAccessException {
        TreeSet<String> listed = new TreeSet<>();
        at("/components/schemas/Problem/properties/type/enum").forEach(tag -> listed.add(tag.asText()));
        JsonNode responses = at("/paths/~1submit/post/responses");

        for (ProblemType type : problemTypes()) {
            assertThat(listed).contains(type.uri());
            JsonNode response = responses.path(String.valueOf(type.status()));
            String description = response.has("$ref")
                    ? at(response.get("$ref").asText().substring(1))
                            .get("description")
                            .asText()
                    : response.path("description").asText();
            assertThat(description).contains("`" + type.tag() + "`");
        }
    }

    private static List<ProblemType> problemTypes() throws IllegalAccessException {
        List<ProblemType> types = new ArrayList<>(List.of(ProblemType.INTERNAL_ERROR, ProblemType.UNAVAILABLE));
        for (Field field : Problems.class.getDeclaredFields()) {
            if (Modifier.isStatic(field.getModifiers()) && field.getType() == ProblemType.class) {
                types.add((ProblemType) field.get(null));
            }
        }
        assertThat(types).hasSizeGreaterThan(10);
        return types;
    }

    @Test
    void limitsAreThoseOfTheProgram() {
        JsonNode submit = at("/paths/~1submit/post");

        assertThat(submit.at("/requestBody/content/application~1json/schema/oneOf/1/maxItems")
                        .intValue())
                .isEqualTo(Limits.MAX_EVENTS);
        assertThat(submit.get("description").asText())
                .contains("%,d".formatted(Limits.MAX_BODY_BYTES))
                .contains(Limits.MAX_DEPTH + " levels")
                .contains("%,d\ncharacters".formatted(Limits.MAX_NUMBER_LENGTH));
        assertThat(at("/components/schemas/Problem/properties/errors/maxItems").intValue())
                .isEqualTo(Limits.MAX_VIOLATIONS);
        assertThat(at("/components/parameters/IdempotencyKey/description").asText())
                .contains(IdempotencyKey.MAX_LENGTH_OF_BATCH + " characters");
    }

    @Test
    void anEventHasTheMembersThatEverySchemaKnows() {
        JsonNode submitted = at("/components/schemas/SubmittedEvent/properties");
        assertThat(submitted.fieldNames()).toIterable().containsExactly("type", "src", "id", "file", "data");
        Stream.of("ts_day", "ts", "id", "type", "src", "file", "accepted", "at", "data")
                .forEach(name -> at("/components/schemas/Event/properties/" + name));
    }
}
