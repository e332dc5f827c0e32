package org.dcss.eventstore.query.xlog;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Optional;
import org.dcss.eventstore.core.Slot;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class FileStateTest {

    private static final Instant SECOND = Instant.parse("2020-05-08T09:33:34Z");
    private static final String DATE = "Fri, 08 May 2020 09:33:34 GMT";

    @ParameterizedTest
    @CsvSource({
        "\"1-0\", true",
        "\"1-99\", true",
        "\"1-100\", true",
        "\"1-101\", false",
        "\"2-50\", false",
        "\"0-50\", false",
        "W/\"1-50\", false",
        "1-50, false",
        "\"1-\", false",
        "\"1-50-1\", false",
        "\"1-99999999999999999999\", false",
        "*, false"
    })
    void aTagContinuesIfItNamesABeginning(String ifRange, boolean continues) {
        assertThat(state(1, 500, 9_999).continues(ifRange)).isEqualTo(continues);
    }

    @ParameterizedTest
    @ValueSource(strings = {DATE, "Thu, 01 Jan 1970 00:00:00 GMT"})
    void aDateContinuesWhatNeverChanged(String date) {
        assertThat(state(1, 500, 9_999).continues(date)).isTrue();
        assertThat(state(2, 500, 9_999).continues(date)).isFalse();
        assertThat(state(1, 500, 9_999).continues(date.replace("GMT", "CET"))).isFalse();
    }

    @Test
    void theDateIsThatOfTheLastLineOnceItsSecondIsOver() {
        assertThat(HttpDate.of(state(1, 500, 999).lastModified())).isEqualTo(DATE);
        assertThat(HttpDate.of(state(1, 500, 998).lastModified())).isEqualTo("Fri, 08 May 2020 09:33:33 GMT");
        assertThat(HttpDate.of(state(1, 500, 0).lastModified())).isEqualTo("Fri, 08 May 2020 09:33:33 GMT");
    }

    /** Two lines of one second, of which the first was served before the second came. */
    @Test
    void noLineIsHiddenBehindADate() {
        FileState first = state(1, 100, 100);
        FileState second = state(1, 900, 900);

        assertThat(second.isKnownTo(since(first.lastModified()))).isFalse();
        FileState over = state(1, 900, 5_000);
        assertThat(over.isKnownTo(since(first.lastModified()))).isFalse();
        assertThat(over.isKnownTo(since(over.lastModified()))).isTrue();
        assertThat(over.isKnownTo(since(over.lastModified().plusSeconds(9)))).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "'\"1-100\"', true",
        "'W/\"1-100\"', true",
        "'\"1-90\", \"1-100\"', true",
        "*, true",
        "'\"1-90\"', false",
        "'\"2-100\"', false",
        "'', false"
    })
    void aTagIsKnownIfItIsThatOfAllOfIt(String ifNoneMatch, boolean known) {
        FileRequest request = new FileRequest(false, Optional.empty(), "", ifNoneMatch, Optional.empty());

        assertThat(state(1, 500, 9_999).isKnownTo(request)).isEqualTo(known);
    }

    @Test
    void whatIsNoDateIsNone() {
        assertThat(HttpDate.parse(DATE)).contains(SECOND);
        assertThat(HttpDate.parse("Fri, 8 May 2020 09:33:34 GMT")).isEmpty();
        assertThat(HttpDate.parse("Friday, 08-May-20 09:33:34 GMT")).isEmpty();
        assertThat(HttpDate.parse("2020-05-08T09:33:34Z")).isEmpty();
        assertThat(HttpDate.parse("")).isEmpty();
    }

    /** Of a file of 100 bytes, the last line of which and all of whose view lie so many milliseconds into the second. */
    private static FileState state(long generation, long last, long completeThrough) {
        return new FileState(
                new FileTag(generation, 100),
                Slot.at(SECOND.plusMillis(last)),
                Slot.at(SECOND.plusMillis(completeThrough)));
    }

    private static FileRequest since(Instant date) {
        return new FileRequest(false, Optional.empty(), "", "", Optional.of(date));
    }
}
