package org.dcss.eventstore.core.xlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.stream.Stream;
import org.dcss.eventstore.core.Event;
import org.dcss.eventstore.core.StoredEvent;
import org.dcss.eventstore.core.contract.Samples;
import org.dcss.eventstore.fixtures.RealLines;
import org.dcss.eventstore.fixtures.SampleGames;
import org.dcss.eventstore.fixtures.XlogLine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class LineWriterTest {

    @Test
    void everyRealLineComesOutAsItWas() throws IOException {
        assumeTrue(RealLines.directory().isPresent(), "no real lines beside this repository: -Ddcss.data=DIR");
        int lines = 0;
        for (Path file : files(RealLines.directory().orElseThrow())) {
            String text = Files.readString(file);
            for (String line : text.substring(0, text.lastIndexOf('\n') + 1)
                    .lines()
                    .filter(line -> !line.isEmpty())
                    .toList()) {
                assertThat(written("milestone", XlogLine.parse(line).data())).isEqualTo(line + "\n");
                lines++;
            }
        }
        assertThat(lines).isGreaterThan(1_900);
    }

    private static List<Path> files(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.toString().endsWith(".xlog"))
                    .sorted()
                    .toList();
        }
    }

    @Test
    void madeLinesComeOutAsTheyWere() {
        SampleGames games = new SampleGames(new Random(12));
        for (int i = 0; i < 2_000; i++) {
            XlogLine line = i % 3 == 0 ? games.logfile() : games.milestone();
            assertThat(written(line.type(), line.data())).isEqualTo(line.line() + "\n");
        }
    }

    /** Fields of the characters that matter, in any order. */
    @Test
    void hostileLinesComeOutAsTheyWere() {
        String[] parts = {
            ":", "::", "=", "\\", "\\n", "\r", "\t", "\"", "é", "龍", "\uD83D\uDC0D", "\u2028", " ", "a", ""
        };
        Random random = new Random(3);
        for (int i = 0; i < 5_000; i++) {
            StringBuilder line = new StringBuilder("k0=");
            for (int field = 1; field < 5; field++) {
                for (int part = random.nextInt(5); part > 0; part--) {
                    line.append(parts[random.nextInt(parts.length)].replace(":", "::"));
                }
                line.append(":k").append(field).append('=');
            }
            String text = line.toString();
            assertThat(written("logfile", XlogLine.parse(text).data())).isEqualTo(text + "\n");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}|''",
                "{\"a\":\"\"}|a=",
                "{\"a\":\"\",\"b\":\"\"}|a=:b=",
                "{\"a\":12,\"b\":-0.50e+2,\"c\":true,\"d\":false,\"e\":null}|a=12:b=-0.50e+2:c=true:d=false:e=null",
                "{\"a\":[1,\"x:y\"],\"b\":{\"c\":{}}}|a=[1,\"x::y\"]:b={\"c\"::{}}",
                "{\"a:b\":\"c\"}|a::b=c",
                "{\"a\":\"\\ud83d\\udc0d\\ud83d.\\udc0d\"}|a=\uD83D\uDC0D\uFFFD.\uFFFD",
                "{\"a\":\"\\u0000\\\"\\\\\"}|a=\u0000\"\\"
            })
    void whatNoServerWritesHasOneSpelling(String data, String line) {
        assertThat(written("milestone", data)).isEqualTo(line + "\n");
    }

    @Test
    void lineFeedIsSpeltAndACarriageReturnIsNot() {
        assertThat(written("milestone", "{\"a\":\"one\\ntwo\\r\"}")).isEqualTo("a=one\\ntwo\r\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"text\":\"v=1:v=2::\"}|v=1:v=2::",
                "{\"text\":\"\"}|''",
                "{\"more\":{\"text\":\"no\"},\"text\":\"yes\"}|yes",
                "{\"omitted\":173021}|omitted=173021",
                "{\"base64\":\"b25!\"}|base64=b25!",
                "{\"text\":{\"a\":1}}|{",
                "{\"more\":1}|''",
                "{\"half\":|{\"half\"::"
            })
    void lineIsAsItWas(String data, String line) {
        assertThat(written("line", data)).isEqualTo(line + "\n");
    }

    @Test
    void bytesThatAreNoTextAreAsTheyWere() {
        Event event = Samples.event("cpo", "line", "a", "{\"base64\":\"bmFtZT1CavZybg==\"}");

        assertThat(LineWriter.write(new StoredEvent(Samples.slot(1), event)))
                .isEqualTo("name=Bj\u00f6rn\n".getBytes(StandardCharsets.ISO_8859_1));
    }

    @Test
    void withdrawnLineSaysSo() {
        Event event = Samples.event("cpo", "line", "a", "");

        assertThat(new String(
                        LineWriter.write(new StoredEvent(Samples.slot(1), event, Optional.of("a leak: of\nkeys"))),
                        StandardCharsets.UTF_8))
                .isEqualTo("withdrawn=a leak:: of\\nkeys\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "why|13|withdrawn=why",
                "why|16|\"withdrawn=why   \"",
                "why|11|withdrawn=w",
                "why|3|wit",
                "why|1|w",
                "é|12|withdrawn=é",
                "é|11|\"withdrawn= \"",
                "é|13|\"withdrawn=é \""
            })
    void withdrawnLineHasTheBytesThatItHad(String reason, int bytes, String line) {
        Event event = Samples.event("cpo", "line", "a", "");
        byte[] written = LineWriter.write(
                new StoredEvent(Samples.slot(1), event, Optional.of(reason), OptionalInt.of(bytes + 1)));

        assertThat(written).hasSize(bytes + 1);
        assertThat(new String(written, StandardCharsets.UTF_8).stripTrailing()).isEqualTo(line.stripTrailing());
        assertThat(LineWriter.mayBeWithdrawn(written)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"v=1", "without=", "withdrawal=x", "x"})
    void otherLinesAreNotTakenForWithdrawnOnes(String line) {
        assertThat(LineWriter.mayBeWithdrawn((line + "\n").getBytes(StandardCharsets.UTF_8)))
                .isFalse();
    }

    private static String written(String type, String data) {
        StoredEvent stored = new StoredEvent(Samples.slot(1), Samples.event("cpo", type, "a", data));
        return new String(LineWriter.write(stored), StandardCharsets.UTF_8);
    }
}
