package org.dcss.eventstore.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.dcss.eventstore.core.Source;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class GivenKeysTest {

    private static final Source CPO = new Source("cpo");
    private static final Source CAO = new Source("cao");

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private final StringWriter warnings = new StringWriter();

    @Test
    void optionsAndFilesGiveKeysInOrder() throws Exception {
        Path file = file("rw-------", "# ours", "", "with=equals=cao");

        assertThat(read(List.of("one=cpo"), file))
                .containsExactly(Map.entry("one", CPO), Map.entry("with=equals", CAO));
        assertThat(warnings.toString()).isEmpty();
    }

    @Test
    void aFileThatOthersCanReadIsWarnedOf() throws Exception {
        read(List.of(), file("rw-r--r--", "one=cpo"));

        assertThat(warnings.toString()).contains("warning", "chmod 600").doesNotContain("one");
    }

    @Test
    void whatIsWrongIsNamedWithoutTheKey() throws Exception {
        Path file = file("rw-------", "fine=cpo", "s3cret=No Source");

        assertThatThrownBy(() -> read(List.of(), file))
                .hasMessageContaining("line 2")
                .hasMessageNotContaining("s3cret=No");
        assertThatThrownBy(() -> read(List.of("one=cpo", "one=cao")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("cao");
        assertThatThrownBy(() -> read(List.of(), folder.resolve("none"))).hasMessageContaining("none");
    }

    private Map<String, Source> read(List<String> options, Path... files) {
        return GivenKeys.of(options, List.of(files), new PrintWriter(warnings));
    }

    private Path file(String mode, String... lines) throws Exception {
        Path file = Files.write(folder.resolve("keys"), List.of(lines));
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
    }
}
