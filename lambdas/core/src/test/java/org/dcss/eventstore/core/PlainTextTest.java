package org.dcss.eventstore.core;

import static org.assertj.core.api.Assertions.assertThat;

import org.dcss.eventstore.core.key.KeyRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlainTextTest {

    @ParameterizedTest
    @ValueSource(strings = {"", "its server", "cpo's: 50 % \\ \"ä\"", "Ωμέγα 東京 🐍"})
    void whatShowsAsItselfStays(String text) {
        assertThat(PlainText.isPlain(text)).isTrue();
        assertThat(PlainText.of(text)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({"1B", "0A", "0D", "07", "9B", "7F", "202E", "2028", "200B", "FEFF", "D83D", "E000"})
    void whatSteersATerminalIsEscaped(String hex) {
        String text = "a" + (char) Integer.parseInt(hex, 16) + "b";

        assertThat(PlainText.isPlain(text)).isFalse();
        assertThat(PlainText.of(text)).isEqualTo("a\\u%04Xb".formatted(Integer.parseInt(hex, 16)));
        assertThat(KeyRecord.isLabel(text)).isFalse();
    }

    @Test
    void labelsAreShort() {
        assertThat(KeyRecord.isLabel("x".repeat(100))).isTrue();
        assertThat(KeyRecord.isLabel("x".repeat(101))).isFalse();
    }
}
