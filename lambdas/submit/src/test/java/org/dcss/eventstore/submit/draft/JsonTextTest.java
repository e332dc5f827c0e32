package org.dcss.eventstore.submit.draft;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.dcss.eventstore.fixtures.WildJson;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTextTest {

    @Test
    void compactingDropsWhiteSpaceBetweenTokensOnly() {
        Random random = new Random(11);
        WildJson wild = new WildJson(random);
        for (int i = 0; i < 2_000; i++) {
            List<String> tokens = wild.object(random.nextInt(6), 5);
            String spaced = "[1, " + wild.spaced(tokens) + " ]";

            assertThat(JsonText.compact(spaced, 4, spaced.length() - 2)).isEqualTo(String.join("", tokens));
            assertThat(JsonText.bytes(spaced, 0, spaced.length()))
                    .isEqualTo(spaced.getBytes(StandardCharsets.UTF_8).length);
            assertThat(JsonText.isSendable(spaced, 0, spaced.length())).isTrue();
        }
    }

    @ParameterizedTest
    @CsvSource({"a,1", "\u007f,1", "\u0080,2", "\u07ff,2", "\u0800,3", "\uffff,3", "\uD83D\uDC0D,4"})
    void bytesAreThoseOfUtf8(String text, int bytes) {
        assertThat(JsonText.bytes("x" + text + "x", 1, text.length() + 1)).isEqualTo(bytes);
    }

    @ParameterizedTest
    @CsvSource({"a,true", "\u007f,true", "\u0080,false", "\u00e9,false", "\uD83D,false", "\uFFFF,false"})
    void asciiIsWhatTakesOneByteEach(String text, boolean ascii) {
        assertThat(JsonText.isAscii("x" + text + "x")).isEqualTo(ascii);
        assertThat(JsonText.isAscii("")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "\u0080", "\u07ff", "\u0800", "\uD83D\uDC0D"})
    void lengthIsThatOfUtf8(String character) {
        String text = character.repeat(50);
        int bytes = text.getBytes(StandardCharsets.UTF_8).length;

        assertThat(JsonText.isLongerThan(bytes, text)).isFalse();
        assertThat(JsonText.isLongerThan(bytes - 1, text)).isTrue();
        assertThat(JsonText.isLongerThan(10 * bytes, text)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\uFFFE", "\uFFFF", "\uD83D", "\uDC0D", "\uDC0D\uD83D", "\uD83D\uD83D\uDC0D"})
    void whatSqsDoesNotTakeIsFound(String text) {
        assertThat(JsonText.isSendable(text, 0, text.length())).isFalse();
        assertThat(JsonText.isSendable("a" + text + "b", 0, text.length() + 2)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "\uFFFD", "\uE000", "\uD7FF", "\uD83F\uDFFE", "\uDBFF\uDFFF"})
    void whatSqsTakesIsNotRefused(String text) {
        assertThat(JsonText.isSendable(text, 0, text.length())).isTrue();
    }
}
