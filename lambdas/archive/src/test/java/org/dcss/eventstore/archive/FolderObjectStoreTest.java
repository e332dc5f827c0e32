package org.dcss.eventstore.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.dcss.eventstore.core.archive.object.Bytes;
import org.dcss.eventstore.core.archive.object.ObjectStore;
import org.dcss.eventstore.core.contract.ObjectStoreContract;
import org.dcss.eventstore.core.view.ViewTableException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FolderObjectStoreTest extends ObjectStoreContract {

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Override
    protected ObjectStore store() {
        return new FolderObjectStore(folder.resolve("archive"));
    }

    @Test
    void whatIsBeingReadStaysWhatItWas() throws IOException {
        assertThat(store().put("name", Optional.empty(), bytes("one"))).isTrue();

        try (ObjectStore.Stored first = store().read("name").orElseThrow()) {
            assertThat(store().put("name", Optional.of(first.version()), bytes("two")))
                    .isTrue();
            assertThat(first.content()).hasContent("one");
        }
    }

    @Test
    void whatAKilledProcessHasLeftIsOverwritten() throws IOException {
        assertThat(store().put("name", Optional.empty(), bytes("one"))).isTrue();
        Files.writeString(folder.resolve("archive/.incoming"), "half of something that was longer than this");

        assertThat(store().put("other", Optional.empty(), bytes("two"))).isTrue();

        assertThat(folder.resolve("archive/other")).hasContent("two");
        assertThat(folder.resolve("archive/.incoming")).doesNotExist();
    }

    @Test
    void folderThatCannotBeMadeIsNamed() throws IOException {
        Files.writeString(folder.resolve("archive"), "a file");

        assertThatThrownBy(() -> store().put("name", Optional.empty(), bytes("one")))
                .isInstanceOf(ViewTableException.class)
                .hasMessageContaining(folder.toString());
    }

    private static Bytes bytes(String text) {
        return Bytes.of(text.getBytes(StandardCharsets.UTF_8));
    }
}
