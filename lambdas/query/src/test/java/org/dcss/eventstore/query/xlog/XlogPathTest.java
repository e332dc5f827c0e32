package org.dcss.eventstore.query.xlog;

import static org.assertj.core.api.Assertions.assertThat;

import org.dcss.eventstore.core.FileName;
import org.dcss.eventstore.core.Source;
import org.dcss.eventstore.core.xlog.XlogFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class XlogPathTest {

    @Test
    void whatPathsName() {
        assertThat(XlogPath.parse("")).isEqualTo(new XlogPath.Everything());
        assertThat(XlogPath.parse("cpo")).isEqualTo(new XlogPath.OfSource(new Source("cpo")));
        assertThat(XlogPath.parse("cpo/")).isEqualTo(new XlogPath.OfSource(new Source("cpo")));
        assertThat(XlogPath.parse("cpo/0.34/logfile+x"))
                .isEqualTo(new XlogPath.OfFile(new XlogFile(new Source("cpo"), new FileName("0.34/logfile+x"))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "//",
                "/cpo",
                "cpo//",
                "cpo//milestones",
                "cpo/milestones/",
                "cpo/..",
                "cpo/../cao/milestones",
                "../etc/passwd",
                "..",
                ".",
                "cpo/./milestones",
                "cpo/%2e%2e/x",
                "cpo/.htaccess",
                "cpo/a/b/c/d/e",
                "cpo/a b",
                "cpo/a\\b",
                "cpo/a\u0000",
                "cpo/a#b",
                "CPO/milestones",
                "c.po/x",
                "龍/x"
            })
    void whatNamesNothing(String path) {
        assertThat(XlogPath.parse(path)).isEqualTo(new XlogPath.Nothing());
    }

    @Test
    void aPathOfAnyLengthIsRead() {
        assertThat(XlogPath.parse("cpo/" + "a".repeat(9_000))).isEqualTo(new XlogPath.Nothing());
        assertThat(XlogPath.parse("c".repeat(9_000))).isEqualTo(new XlogPath.Nothing());
    }
}
