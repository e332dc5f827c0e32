package org.dcss.eventstore.query.xlog;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Of a file of 100 bytes. */
final class ByteRangeTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "bytes=0-      | 0  | 100",
                "bytes=0-0     | 0  | 1",
                "bytes=10-19   | 10 | 20",
                "bytes=99-     | 99 | 100",
                "bytes=99-99   | 99 | 100",
                "bytes=0-99    | 0  | 100",
                "bytes=0-100   | 0  | 100",
                "bytes=50-4000 | 50 | 100",
                "bytes=-1      | 99 | 100",
                "bytes=-100    | 0  | 100",
                "bytes=-101    | 0  | 100",
                "BYTES=5-6     | 5  | 7",
                "bytes= 5-6 ,  | 5  | 7",
                "bytes=007-008 | 7  | 9",
                "bytes=0-99999999999999999999999999 | 0 | 100",
                "bytes=-99999999999999999999999999  | 0 | 100"
            })
    void bytesThatTheFileHas(String header, long from, long to) {
        assertThat(ByteRange.parse(header).orElseThrow().of(100)).contains(new Stretch(from, to));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"bytes=100-", "bytes=100-200", "bytes=101-101", "bytes=-0", "bytes=99999999999999999999999999-"})
    void bytesThatItDoesNotHave(String header) {
        assertThat(ByteRange.parse(header).orElseThrow().of(100)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "bytes",
                "bytes=",
                "bytes=-",
                "bytes=5",
                "bytes=5-4",
                "bytes=a-b",
                "bytes=-5-",
                "bytes=1-2-3",
                "bytes =1-2",
                "bytes=0x1-2",
                "bytes=+1-2",
                "lines=1-2",
                "bytes=0-1,5-6",
                "bytes=0-1,bytes=5-6",
                "bytes=\u0661-\u0662"
            })
    void whatIsPassedOver(String header) {
        assertThat(ByteRange.parse(header)).isEmpty();
    }

    @Test
    void aLongHeaderIsReadInOneGo() {
        assertThat(ByteRange.parse("bytes=" + "0".repeat(10_000) + "-" + " ,".repeat(5_000) + "x"))
                .isEmpty();
    }
}
