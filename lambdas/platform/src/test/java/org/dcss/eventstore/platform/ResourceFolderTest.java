package org.dcss.eventstore.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResourceFolderTest {

    private static final String FOLDER = "org/dcss/eventstore/platform/things/";
    private static final List<String> FILES = List.of("b.json", "a.json", "c.txt", "sub/d.json", "json", "e.json.bak");

    /** Lies beside the folder. */
    static final class Beside {}

    @TempDir
    private Path directory;

    @Test
    void filesInAJarAreListed() throws Exception {
        Path jar = directory.resolve("with space.jar");
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream out = new JarOutputStream(file)) {
            for (Map.Entry<String, byte[]> entry : content().entrySet()) {
                out.putNextEntry(new JarEntry(entry.getKey()));
                out.write(entry.getValue());
            }
            out.putNextEntry(new JarEntry(FOLDER));
            for (String name : FILES) {
                out.putNextEntry(new JarEntry(FOLDER + name));
            }
        }
        listed(jar);
    }

    @Test
    void filesInADirectoryAreListed() throws Exception {
        Path classes = directory.resolve("with space");
        for (Map.Entry<String, byte[]> entry : content().entrySet()) {
            Files.createDirectories(classes.resolve(entry.getKey()).getParent());
            Files.write(classes.resolve(entry.getKey()), entry.getValue());
        }
        for (String name : FILES) {
            Files.createDirectories(classes.resolve(FOLDER + name).getParent());
            Files.createFile(classes.resolve(FOLDER + name));
        }
        listed(classes);
    }

    private static Map<String, byte[]> content() throws IOException {
        String name = Beside.class.getName().replace('.', '/') + ".class";
        try (InputStream bytes = Beside.class.getClassLoader().getResourceAsStream(name)) {
            return Map.of(name, bytes.readAllBytes());
        }
    }

    private static void listed(Path classPath) throws Exception {
        URL[] urls = {classPath.toUri().toURL()};
        try (URLClassLoader loader = new URLClassLoader(urls, ClassLoader.getPlatformClassLoader())) {
            Class<?> beside = loader.loadClass(Beside.class.getName());

            assertThat(ResourceFolder.files(beside, "things", ".json")).containsExactly("a.json", "b.json");
            assertThat(ResourceFolder.files(beside, "nothing", ".json")).isEmpty();
        }
    }
}
