package org.dcss.eventstore.local.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TaskRootTest {

    @TempDir
    private Path folder;

    @Test
    void filesAndFoldersAreUnpacked() throws IOException {
        Path root = TaskRoot.unpack(zip("lib/", "lib/a.jar", "deep/er/b"), folder.resolve("root"));

        assertThat(root.resolve("lib/a.jar")).hasContent("lib/a.jar");
        assertThat(root.resolve("deep/er/b")).hasContent("deep/er/b");
    }

    @Test
    void fileOutsideOfTheRootIsRefused() throws IOException {
        Path zip = zip("../outside");

        assertThatThrownBy(() -> TaskRoot.unpack(zip, folder.resolve("root"))).isInstanceOf(IOException.class);
        assertThat(folder.resolve("outside")).doesNotExist();
    }

    @Test
    void whatIsNoZipIsRefusedByName() throws IOException {
        Path text = Files.writeString(folder.resolve("text.zip"), "no zip");

        assertThatThrownBy(() -> TaskRoot.unpack(text, folder.resolve("root")))
                .isInstanceOf(IOException.class)
                .hasMessage(text + " is not a zip");
    }

    private Path zip(String... names) throws IOException {
        Path zip = folder.resolve("some.zip");
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip))) {
            for (String name : names) {
                out.putNextEntry(new ZipEntry(name));
                if (!name.endsWith("/")) {
                    out.write(name.getBytes(java.nio.charset.StandardCharsets.UTF_8));
                }
                out.closeEntry();
            }
        }
        return zip;
    }
}
