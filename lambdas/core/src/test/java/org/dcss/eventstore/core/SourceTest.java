package org.dcss.eventstore.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The rule for a source's name, which schemas and Terraform must write again as a regular expression. */
final class SourceTest {

    private static final String RULE = "^[a-z][a-z0-9-]{0,31}$";

    private static final Path ROOT = Path.of("..", "..");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "cpo",
                "a",
                "a-b-9",
                "a234567890123456789012345678901-",
                "a2345678901234567890123456789012-",
                "",
                "9a",
                "-a",
                "A",
                "aB",
                "a_b",
                "a b",
                "a\n",
                "ä"
            })
    void ruleSaysWhatIsAName(String name) {
        assertThat(Source.isName(name)).isEqualTo(Pattern.matches(RULE, name));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "schemas/milestone.json",
                "schemas/logfile.json",
                "schemas/line.json",
                "schemas/reserved/hit.json",
                "schemas/reserved/stream.json",
                "schemas/reserved/withdrawal.json",
                "schemas/openapi.yaml",
                "infrastructure/variables-api.tf"
            })
    void ruleIsTheSameWhereverItIsWritten(String file) throws IOException {
        assertThat(Files.readString(ROOT.resolve(file))).contains('"' + RULE + '"');
    }
}
