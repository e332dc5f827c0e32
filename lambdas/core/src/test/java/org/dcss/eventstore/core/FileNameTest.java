package org.dcss.eventstore.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The rule for a file's name, which schemas must write again as a regular expression; how long it is, they say apart. */
final class FileNameTest {

    private static final String RULE = "^[A-Za-z0-9][A-Za-z0-9._+-]*(/[A-Za-z0-9][A-Za-z0-9._+-]*){0,3}$";

    private static final Path ROOT = Path.of("..", "..");

    @ParameterizedTest
    @ValueSource(
            strings = {"milestones", "0.34/logfile+x", "a/b/c/d", "a/b/c/d/e", "a//b", "/a", "a/", "a/../b", ".a", ""})
    void ruleSaysWhatIsAName(String name) {
        assertThat(FileName.isName(name)).isEqualTo(Pattern.matches(RULE, name));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"schemas/milestone.json", "schemas/logfile.json", "schemas/line.json", "schemas/openapi.yaml"})
    void ruleIsTheSameWhereverItIsWritten(String file) throws IOException {
        assertThat(Files.readString(ROOT.resolve(file))).contains('"' + RULE + '"');
    }
}
