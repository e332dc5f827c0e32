package org.dcss.eventstore.archive;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.dcss.eventstore.core.Sha256;
import org.dcss.eventstore.core.archive.object.ArchivedObject;
import org.dcss.eventstore.core.archive.object.Manifest;
import org.dcss.eventstore.core.archive.object.ManifestJson;
import org.dcss.eventstore.core.archive.object.ObjectNames;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Archivers in processes of their own, and a reader that knows nothing of them: zcat. */
final class FolderArchiveIT {

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private final Map<Path, String> textsOfObjects = new HashMap<>();

    @Tag("slow")
    @Test
    void whateverItWasKilledAtItIsWholeInTheEnd() throws Exception {
        Random random = new Random(7);
        for (int kill = 0; kill < 5; kill++) {
            Process archiver = start("3", "15000", "200", "100000");
            BufferedReader said = archiver.inputReader();
            int steps = 1 + random.nextInt(30);
            for (int i = 0; i < steps; i++) {
                assertThat(said.readLine()).startsWith("step");
            }
            archiver.destroyForcibly().waitFor();
        }

        assertThat(finish(start("3", "15000", "200", "100000"))).isEqualTo("done");

        MadeLog log = new MadeLog(3, 15_000, 200);
        assertThat(unpacked()).isEqualTo(log.texts());
        assertManifestsAreRight();
        try (Stream<Path> all = Files.list(folder)) {
            assertThat(all.map(path -> path.getFileName().toString()))
                    .containsExactlyInAnyOrder("manifest", "src=cao", "src=cbr2", "src=cpo", "src=cue", ".lock");
        }
    }

    @Test
    void twoProcessesAtOnceMakeWhatOneMakes() throws Exception {
        Process one = start("2", "15000", "200", "100000");
        Process other = start("2", "15000", "200", "100000");

        assertThat(finish(one)).isEqualTo("done");
        assertThat(finish(other)).isEqualTo("done");

        assertThat(unpacked()).isEqualTo(new MadeLog(2, 15_000, 200).texts());
        assertManifestsAreRight();
    }

    /** 345,600 events of 600 bytes: 230 MB of text. */
    @Tag("slow")
    @Test
    void dayMayBeLargerThanMemory() throws Exception {
        assertThat(finish(start("1", "250", "500", "67108864", "-Xmx48m"))).isEqualTo("done");

        Manifest manifest = manifests().get(0);
        assertThat(manifest.parts()).hasSizeGreaterThan(2);
        assertThat(manifest.objects().stream()
                        .mapToLong(object -> object.summary().events())
                        .sum())
                .isEqualTo(345_600);
        assertThat(manifest.objects().stream()
                        .mapToLong(object -> object.summary().bytes())
                        .sum())
                .isGreaterThan(200_000_000);
    }

    private Process start(String days, String step, String characters, String partBytes, String... options)
            throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
        command.addAll(List.of(options));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), ArchiverProgram.class.getName()));
        command.addAll(List.of(folder.toString(), days, step, characters, partBytes));
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    /** The last line that it says. */
    private static String finish(Process archiver) throws Exception {
        String last = "";
        try (BufferedReader said = archiver.inputReader()) {
            for (String line = said.readLine(); line != null; line = said.readLine()) {
                assertThat(line).doesNotStartWith("difference");
                last = line;
            }
        }
        assertThat(archiver.waitFor()).isZero();
        return last;
    }

    /** An object's text, unpacked once. */
    private String zcat(Path object) throws IOException, InterruptedException {
        String known = textsOfObjects.get(object);
        if (known != null) {
            return known;
        }
        Process zcat = new ProcessBuilder("zcat", object.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String text = new String(zcat.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(zcat.waitFor()).isZero();
        textsOfObjects.put(object, text);
        return text;
    }

    private Map<String, String> unpacked() throws IOException, InterruptedException {
        Map<String, String> texts = new TreeMap<>();
        for (Path object : files(".gz")) {
            String text = zcat(object);
            Path named = Objects.requireNonNull(folder.relativize(object).getParent());
            texts.merge(named.toString(), text, String::concat);
        }
        return texts;
    }

    private void assertManifestsAreRight() throws IOException, InterruptedException {
        List<String> told = new ArrayList<>();
        for (Manifest manifest : manifests()) {
            for (ArchivedObject object : manifest.objects()) {
                String name = ObjectNames.object(manifest.day(), object.group(), object.part());
                told.add(name);
                String text = zcat(folder.resolve(name));
                assertThat(object.summary().sha256()).isEqualTo(Sha256.hex(text));
                assertThat(object.summary().events()).isEqualTo(text.lines().count());
                assertThat(object.summary().bytes()).isEqualTo(text.getBytes(StandardCharsets.UTF_8).length);
            }
        }
        assertThat(files(".gz").stream().map(path -> folder.relativize(path).toString()))
                .containsExactlyInAnyOrderElementsOf(told);
    }

    private List<Manifest> manifests() {
        return files(".json").stream()
                .map(path -> {
                    try (InputStream in = Files.newInputStream(path)) {
                        return ManifestJson.read(in);
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                })
                .toList();
    }

    /** By name. */
    private List<Path> files(String suffix) {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(path -> path.toString().endsWith(suffix)).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
