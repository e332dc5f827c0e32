package org.dcss.eventstore.local.documents;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** One Markdown file of the project. */
public record Document(Path file, String text) {

    /** The project's top folder, as seen from this module's. */
    private static final Path ROOT = Path.of("..", "..").toAbsolutePath().normalize();

    private static final Pattern FENCED = Pattern.compile("(?ms)^```.*?^```$");
    private static final Pattern HEADING = Pattern.compile("(?m)^#+ (.+)$");
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");
    private static final Pattern CODE = Pattern.compile("`([^`\\n]+)`");

    /** The README, SECURITY.md and all of {@code docs}. */
    public static List<Document> all() throws IOException {
        try (Stream<Path> docs = Files.list(ROOT.resolve("docs"))) {
            return Stream.concat(
                            Stream.of("README.md", "SECURITY.md").map(ROOT::resolve),
                            docs.filter(Files::isRegularFile).sorted())
                    .map(Document::read)
                    .toList();
        }
    }

    public static Document named(String name) {
        return read(ROOT.resolve(name));
    }

    private static Document read(Path file) {
        try {
            return new Document(file, Files.readString(file));
        } catch (IOException e) {
            throw new IllegalStateException(file + " cannot be read", e);
        }
    }

    /** What stands between lines of three backquotes, without them. */
    public List<String> blocks() {
        return FENCED.matcher(text)
                .results()
                .map(MatchResult::group)
                .map(block -> block.substring(block.indexOf('\n') + 1, block.lastIndexOf("```")))
                .toList();
    }

    /** What links lead to, as it is written. */
    List<String> links() {
        return LINK.matcher(prose()).results().map(match -> match.group(1)).toList();
    }

    /** What stands between single backquotes. */
    List<String> codes() {
        return CODE.matcher(prose()).results().map(match -> match.group(1)).toList();
    }

    /** What a link may name behind a {@code #}: the headings, in lower case, with hyphens for spaces and nothing else. */
    Set<String> anchors() {
        return HEADING.matcher(prose())
                .results()
                .map(match -> match.group(1)
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("[^a-z0-9 _-]", "")
                        .replace(' ', '-'))
                .collect(Collectors.toSet());
    }

    /** What a link or a path in this file means. */
    Path resolve(String path) {
        return file.resolveSibling(path).normalize();
    }

    static Path fromRoot(String path) {
        return ROOT.resolve(path).normalize();
    }

    private String prose() {
        return FENCED.matcher(text).replaceAll("");
    }

    @Override
    public String toString() {
        return ROOT.relativize(file).toString();
    }
}
