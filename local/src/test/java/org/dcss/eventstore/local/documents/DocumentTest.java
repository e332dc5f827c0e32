package org.dcss.eventstore.local.documents;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.dcss.eventstore.local.LocalCommand;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

/** What the documents lead to is there, and what they list is complete. */
final class DocumentTest {

    /** Paths of the project as prose names them: of a folder that exists at the top, without blanks or placeholders. */
    private static final Pattern PATH =
            Pattern.compile("(?:docs|schemas|lambdas|local|tools|infrastructure|benchmarks|\\.ci)/[\\w./-]+");

    private static final Pattern OPTION = Pattern.compile("--[a-z][a-z-]+");

    static List<Document> documents() throws IOException {
        return Document.all();
    }

    @ParameterizedTest
    @MethodSource("documents")
    void linksLeadSomewhere(Document document) {
        List<String> broken = new ArrayList<>();
        for (String link : document.links()) {
            if (!link.contains("://") && !leadsSomewhere(document, link)) {
                broken.add(link);
            }
        }

        assertThat(broken).as(document.toString()).isEmpty();
    }

    private static boolean leadsSomewhere(Document document, String link) {
        int hash = link.indexOf('#');
        String path = hash < 0 ? link : link.substring(0, hash);
        Path target = path.isEmpty() ? document.file() : document.resolve(path);
        if (!Files.exists(target)) {
            return false;
        }
        return hash < 0 || Document.named(target.toString()).anchors().contains(link.substring(hash + 1));
    }

    @ParameterizedTest
    @MethodSource("documents")
    void filesThatAreNamedAreThere(Document document) {
        assertThat(document.codes().stream()
                        .flatMap(code -> Stream.of(code.split(" ")))
                        .filter(PATH.asMatchPredicate())
                        // Made by a build, and of each function.
                        .filter(path -> !path.contains("/target/"))
                        .filter(path ->
                                !Files.exists(Document.fromRoot(path)) && !Files.exists(document.resolve(path))))
                .as(document.toString())
                .isEmpty();
    }

    @Test
    void localModesOptionsAreAllDescribed() {
        List<String> described = Document.named("docs/local.md")
                .text()
                .lines()
                .filter(line -> line.startsWith("| `--"))
                .map(line -> line.split("\\|", -1)[1])
                .flatMap(cell -> OPTION.matcher(cell).results().map(MatchResult::group))
                .toList();
        List<String> known = new CommandLine(new LocalCommand())
                .getCommandSpec().options().stream()
                        .filter(option -> !option.hidden() && !option.usageHelp() && !option.versionHelp())
                        .map(CommandLine.Model.OptionSpec::longestName)
                        .toList();

        assertThat(described.stream().distinct()).containsExactlyInAnyOrderElementsOf(known);
    }
}
