package org.dcss.eventstore.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.dcss.eventstore.local.blackbox.SourceKey;
import org.dcss.eventstore.local.documents.Document;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code docs/event-types.md} and then {@code docs/migrating.md}, word for word: the schemas of the former are put where the build puts
 * those of the folder {@code schemas}, and each command gives the answer that stands below it.
 */
@Order(4)
final class QuickStartsIT {

    private static final Duration SETTLE = Duration.ofSeconds(1);
    private static final Pattern TYPE = Pattern.compile("\"type\": \\{ \"const\": \"([^\"]+)\" }");

    /** A schema that is there already, in whichever module's folder of schemas. */
    private static final String KNOWN = "schemas/milestone.json";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path temporary;

    @Test
    void eachCommandGivesTheAnswerBelowIt() throws Exception {
        Document types = Document.named("docs/event-types.md");
        Map<String, String> schemas = schemas(types);
        assertThat(schemas).containsOnlyKeys("page-view.json", "button-click.json");

        try (ChildStore store = new ChildStore(
                temporary.resolve("data"),
                temporary.resolve("output"),
                new SourceKey("web", "web-secret"),
                SETTLE,
                List.of("--key", "qwerty=cpo", "--pixel", "web"),
                builtWith(schemas))) {
            store.awaitReady();
            Console console = new Console(store.uri());

            assertThat(console.follow(types)).isEqualTo(4);
            assertThat(console.follow(Document.named("docs/migrating.md"))).isEqualTo(18);
        }
    }

    /** The printed schemas, by the names of their files. */
    private static Map<String, String> schemas(Document page) {
        Map<String, String> schemas = new LinkedHashMap<>();
        for (String block : page.blocks()) {
            Matcher type = TYPE.matcher(block);
            if (type.find()) {
                schemas.put(type.group(1) + ".json", block);
            }
        }
        return schemas;
    }

    /** The class path with these schemas beside those that are there. */
    private String builtWith(Map<String, String> schemas) throws IOException {
        List<String> built = new ArrayList<>();
        int withSchemas = 0;
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            Path copy = temporary.resolve("classes-" + built.size() + (entry.endsWith(".jar") ? ".jar" : ""));
            boolean isOurs =
                    Files.isDirectory(Path.of(entry)) || entry.contains("eventstore-") || entry.contains("lambdas");
            boolean added = isOurs && add(schemas, Path.of(entry), copy);
            built.add(added ? copy.toString() : entry);
            withSchemas += added ? 1 : 0;
        }
        assertThat(withSchemas).as("submit's and the projector's").isEqualTo(2);
        return String.join(File.pathSeparator, built);
    }

    private static boolean add(Map<String, String> schemas, Path entry, Path copy) throws IOException {
        if (Files.isDirectory(entry)) {
            List<Path> known = known(entry);
            if (!known.isEmpty()) {
                copyTree(entry, copy);
                for (Path one : known) {
                    write(schemas, copy.resolve(entry.relativize(one)));
                }
            }
            return !known.isEmpty();
        }
        try (FileSystem jar = FileSystems.newFileSystem(entry)) {
            if (known(jar.getPath("/")).isEmpty()) {
                return false;
            }
        }
        Files.copy(entry, copy);
        try (FileSystem jar = FileSystems.newFileSystem(copy)) {
            for (Path one : known(jar.getPath("/"))) {
                write(schemas, one);
            }
        }
        return true;
    }

    private static List<Path> known(Path root) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(file -> file.toString().endsWith(KNOWN)).toList();
        }
    }

    private static void write(Map<String, String> schemas, Path beside) throws IOException {
        for (Map.Entry<String, String> schema : schemas.entrySet()) {
            Files.writeString(beside.resolveSibling(schema.getKey()), schema.getValue());
        }
    }

    private static void copyTree(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            files.forEach(file -> {
                try {
                    Files.copy(file, to.resolve(from.relativize(file).toString()));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
    }
}
