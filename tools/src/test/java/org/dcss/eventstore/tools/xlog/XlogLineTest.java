package org.dcss.eventstore.tools.xlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.dcss.eventstore.core.xlog.LineWriter;
import org.dcss.eventstore.fixtures.RealLines;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class XlogLineTest {

    @Test
    void threeColonsAreOneInAValueAndASeparator() {
        assertThat(XlogLine.parse("place=D::5:::milestone=:x=a=b").orElseThrow().fields())
                .containsExactly(entry("place", "D:5:"), entry("milestone", ""), entry("x", "a=b"));
    }

    @Test
    void aLineWithAMilestoneIsOne() {
        assertThat(XlogLine.parse("name=a:milestone=b").orElseThrow().type()).isEqualTo("milestone");
        assertThat(XlogLine.parse("name=a:tmsg=b").orElseThrow().type()).isEqualTo("logfile");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "name", "name=a:", ":name=a", "name=a:name=b", "name=a:b"})
    void whatWouldNotComeOutAsItWentInIsNoLine(String text) {
        assertThat(XlogLine.parse(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "name=a",
                "name=a:x=",
                "x=\u0000\t\\\"\u007F\uFFFF\uFFFE",
                "name=a::b:::=c",
                "na::me=a",
                "=a",
                "seed=18446744073709551615:hp=-3"
            })
    void aLineComesOutOfItsDataAsItWentIn(String text) {
        XlogLine line = XlogLine.parse(text).orElseThrow();

        byte[] bytes = LineWriter.write(line.type(), line.data());

        assertThat(new String(bytes, StandardCharsets.UTF_8)).isEqualTo(text + "\n");
    }

    @Test
    void everyRealLineComesOutOfItsDataAsItWentIn() throws IOException {
        for (org.dcss.eventstore.fixtures.XlogLine real : RealLines.all()) {
            aLineComesOutOfItsDataAsItWentIn(real.line());
        }
    }

    @Test
    void aValueThatIsNoStringIsItsJson() {
        String data = "{\"a\":1.0e2,\"b\":true,\"c\":{\"d\":[1,\"x:y\"]},\"e\":null}";

        assertThat(new String(LineWriter.write("x", data), StandardCharsets.UTF_8))
                .isEqualTo("a=1.0e2:b=true:c={\"d\"::[1,\"x::y\"]}:e=null\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "name=a", "name=a:name=b", "naïve", "name=n\u00E4ive", "\u00FF\u0000\r"})
    void everyLineComesOutOfItsFormAsItWentIn(String latin1) {
        for (Charset charset : List.of(StandardCharsets.UTF_8, StandardCharsets.ISO_8859_1)) {
            LineForm form = LineForm.of(latin1.getBytes(charset));

            assertThat(LineWriter.write(form.type(), form.data())).isEqualTo((latin1 + "\n").getBytes(charset));
        }
    }

    @Test
    void aLatin1ByteMakesALineOfBytes() {
        assertThat(LineForm.of("name=B\u00F6rn".getBytes(StandardCharsets.ISO_8859_1)))
                .isEqualTo(new LineForm("line", "{\"base64\":\"bmFtZT1C9nJu\"}"));
    }

    @Test
    void aLineThatIsTooLongIsLeftOut() {
        assertThat(LineForm.of("a".repeat(70_000).getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(new LineForm("line", "{\"omitted\":70000}"));
    }
}
