package org.dcss.eventstore.query.xlog;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class StretchTest {

    @Test
    void whatIsNotLongerThanAnAnswerStaysWhole() {
        Stretch longest = new Stretch(7, 7 + Stretch.MAX_LENGTH);

        assertThat(longest.bounded()).isEqualTo(longest);
        assertThat(new Stretch(7, longest.to() + 1).bounded()).isEqualTo(longest);
    }

    @ParameterizedTest
    @CsvSource({"'a\nbc\nd', 5", "'a\nbc\n', 5", "'\n', 1", "'abc', 3"})
    void itEndsAtALinesEnd(String bytes, int length) {
        assertThat(new Stretch(10, 10 + bytes.length()).untilLineEnd(bytes.getBytes(US_ASCII)))
                .isEqualTo(new Stretch(10, 10 + length));
    }

    @Test
    void contentRangeNamesTheLastByteAndTheFilesLength() {
        assertThat(new Stretch(5, 10).contentRange(12)).isEqualTo("bytes 5-9/12");
    }

    @Test
    void thereIsNoEmptyStretch() {
        assertThatThrownBy(() -> new Stretch(5, 5)).hasMessageContaining("5 to 5");
    }
}
