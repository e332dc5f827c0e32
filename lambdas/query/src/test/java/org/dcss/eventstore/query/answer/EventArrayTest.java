package org.dcss.eventstore.query.answer;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.zip.GZIPInputStream;
import org.dcss.eventstore.query.format.Format;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class EventArrayTest {

    private static final int[] LEVELS = {EventArray.QUICK, EventArray.SMALL};

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void emptyArrayIsJson(boolean gzip) throws IOException {
        assertThat(json(new EventArray(Format.JSON, gzip, EventArray.SMALL).finish(), gzip))
                .isEmpty();
    }

    /** Letters of 90 kinds hardly compress; sizes from those of a milestone to the largest item of the table. */
    @ParameterizedTest
    @CsvSource({"false,600", "true,600", "false,60000", "true,60000", "true,400000", "true,20"})
    void fullArrayIsJsonWithinTheLimit(boolean gzip, int longest) throws IOException {
        RandomGenerator random = new SplittableRandom(longest);
        EventArray array = new EventArray(Format.JSON, gzip, EventArray.SMALL);
        int added = 0;
        byte[] event = text(random, longest);
        while (array.hasRoomFor(event.length + 1) && added < 100_000) {
            array.add(event);
            added++;
            event = text(random, longest);
        }

        assertThat(array.events()).isEqualTo(added);
        byte[] bytes = array.finish();
        assertThat(bytes).hasSizeLessThanOrEqualTo(EventArray.MAX_BYTES);
        assertThat(json(bytes, gzip)).hasSize(added);
    }

    /** Whatever the compressor holds back at that moment, and though nothing of the last event can be compressed. */
    @ParameterizedTest
    @CsvSource({"1,100", "2,700", "20,700", "90,700", "20,100000", "90,5000"})
    void largestEventThatMayBeAddedFits(int letters, int size) {
        RandomGenerator random = new SplittableRandom(size);
        for (int level : LEVELS) {
            for (int before = 0; before < 4_000_000; before += 1_000_000) {
                EventArray array = new EventArray(Format.JSON, true, level);
                for (int raw = 0; raw < before && array.hasRoomFor(size); raw += size) {
                    array.add(text(random, size, letters));
                }
                byte[] largest = new byte[largestThatFits(array)];
                random.nextBytes(largest);
                array.add(largest);

                assertThat(array.finish()).hasSizeLessThanOrEqualTo(EventArray.MAX_BYTES);
            }
        }
    }

    private static int largestThatFits(EventArray array) {
        int fits = 0;
        int tooLarge = EventArray.MAX_BYTES;
        while (tooLarge - fits > 1) {
            int middle = (fits + tooLarge) / 2;
            if (array.hasRoomFor(middle)) {
                fits = middle;
            } else {
                tooLarge = middle;
            }
        }
        return fits;
    }

    @Test
    void fullGzipArrayHoldsMuchMoreThanAPlainOne() {
        RandomGenerator random = new SplittableRandom(1);
        int plain = fill(new EventArray(Format.JSON, false, EventArray.SMALL), random);

        for (int level : LEVELS) {
            assertThat(fill(new EventArray(Format.JSON, true, level), random)).isGreaterThan(3 * plain);
        }
    }

    private static int fill(EventArray array, RandomGenerator random) {
        while (array.hasRoomFor(1000)) {
            String number = Long.toString(random.nextLong(1_000_000));
            array.add(("{\"data\":{\"name\":\"player" + number + "\",\"place\":\"D:5\",\"god\":\"Vehumet\",\"turn\":\""
                            + number + "\",\"milestone\":\"killed Blork the orc.\"}}")
                    .getBytes(StandardCharsets.UTF_8));
        }
        return array.events();
    }

    private static byte[] text(RandomGenerator random, int longest) {
        return text(random, 1 + random.nextInt(longest), 90);
    }

    /** A JSON string of so many letters, out of so many different ones. */
    private static byte[] text(RandomGenerator random, int size, int letters) {
        byte[] text = new byte[size + 2];
        random.nextBytes(text);
        for (int i = 0; i < text.length; i++) {
            text[i] = (byte) ('#' + Math.floorMod(text[i], letters));
            if (text[i] == '\\') {
                text[i] = '!';
            }
        }
        text[0] = '"';
        text[size + 1] = '"';
        return text;
    }

    private static JsonNode json(byte[] bytes, boolean gzip) throws IOException {
        byte[] plain = gzip ? new GZIPInputStream(new ByteArrayInputStream(bytes)).readAllBytes() : bytes;
        return new ObjectMapper().readTree(plain);
    }
}
