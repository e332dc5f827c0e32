package org.dcss.eventstore.local.documents;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
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

    /** A step of an event's way: its number, and the type that takes it. */
    private static final Pattern STEP = Pattern.compile("(?m)^([0-9]+)\\. `([A-Z]\\w+)`");

    /** A type by its name, perhaps with its package. */
    private static final Pattern TYPE = Pattern.compile("`(?:[a-z]+/)?([A-Z]\\w+)`");

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

    /** The steps are numbered, each is a file of its own, and whatever else is named there is one, too. */
    @Test
    void wayOfAnEventPassesFilesThatAreThereEachOnce() throws IOException {
        String text = Document.named("docs/design.md").text();
        String way = text.substring(text.indexOf("## The way of one event"), text.indexOf("## Limits"));
        List<String> steps = STEP.matcher(way)
                .results()
                .map(step -> step.group(1) + " " + step.group(2))
                .toList();
        Set<String> files = javaFiles("lambdas");

        assertThat(steps.stream().map(step -> step.substring(0, step.indexOf(' '))))
                .containsExactlyElementsOf(IntStream.rangeClosed(1, steps.size())
                        .mapToObj(Integer::toString)
                        .toList())
                .hasSizeGreaterThan(20);
        assertThat(steps.stream().map(step -> step.substring(step.indexOf(' ') + 1)))
                .doesNotHaveDuplicates();
        assertThat(TYPE.matcher(way).results().map(type -> type.group(1))).isSubsetOf(files);
    }

    /** The names of all types of the project in a folder that are no tests. */
    private static Set<String> javaFiles(String folder) throws IOException {
        try (Stream<Path> files = Files.walk(Document.fromRoot(folder))) {
            return files.filter(file -> file.toString().contains("/src/main/java/"))
                    .map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".java"))
                    .map(name -> name.substring(0, name.length() - ".java".length()))
                    .collect(Collectors.toSet());
        }
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
