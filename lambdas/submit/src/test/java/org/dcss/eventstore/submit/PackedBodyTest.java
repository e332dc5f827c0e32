package org.dcss.eventstore.submit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dcss.eventstore.submit.Fixture.KEY;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.zip.CRC32;
import java.util.zip.GZIPOutputStream;
import org.dcss.eventstore.fixtures.SampleEvent;
import org.dcss.eventstore.fixtures.SampleGames;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bodies that are compressed, and how large bodies may be. */
class PackedBodyTest {

    private static final int MB = 1_000_000;

    private final Fixture submit = new Fixture();
    private final SampleEvent event = new SampleGames(new Random(3)).milestone().event("cpo");

    private static byte[] gzip(byte[]... parts) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (OutputStream gzip = new GZIPOutputStream(packed)) {
            for (byte[] part : parts) {
                gzip.write(part);
            }
        }
        return packed.toByteArray();
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private Fixture.Answer submit(byte[] body) throws IOException {
        return submit.submit(Map.of("authorization", KEY), body);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "identity", "gzip", "GZIP", "x-gzip"})
    void gzipIsKnownByItsFirstBytes(String encoding) throws IOException {
        Map<String, String> headers = Map.of("authorization", KEY, "content-encoding", encoding);

        assertThat(submit.submit(headers, gzip(utf8(event.json()))).status()).isEqualTo(204);
        assertThat(submit.queued).extracting(message -> message.event().data()).containsExactly(event.data());
    }

    @Test
    void linesMayBePacked() throws IOException {
        byte[] body = gzip(utf8(event.json() + "\n" + event.json() + "\n"));

        assertThat(submit.submit(Map.of("authorization", KEY, "content-type", "application/x-ndjson"), body)
                        .status())
                .isEqualTo(200);
        assertThat(submit.queued).hasSize(2);
    }

    @Test
    void unpackingStopsAtFiveMegabytes() throws IOException {
        byte[] blanks = new byte[5 * MB];
        Arrays.fill(blanks, (byte) ' ');
        byte[] one = utf8(event.json());

        byte[] most = gzip(one, Arrays.copyOf(blanks, 5 * MB - one.length));
        byte[] more = gzip(one, Arrays.copyOf(blanks, 5 * MB - one.length + 1));

        assertThat(submit(most).status()).isEqualTo(204);
        Fixture.Answer answer = submit(more);
        assertThat(answer.status()).isEqualTo(413);
        assertThat(answer.body()).contains("body-too-large", "5000000");
    }

    @Test
    void fourMegabytesMayCome() throws IOException {
        byte[] most = Arrays.copyOf(utf8(event.json()), 4 * MB);
        Arrays.fill(most, event.json().length(), most.length, (byte) '\n');
        byte[] noise = new byte[4 * MB + 1];
        new Random(1).nextBytes(noise);
        byte[] packedNoise = gzip(noise);

        assertThat(submit(most).status()).isEqualTo(204);
        assertThat(submit(Arrays.copyOf(most, 4 * MB + 1)).status()).isEqualTo(413);
        assertThat(submit(packedNoise).status()).isEqualTo(413);
    }

    @Test
    void damagedGzipIsRefused() throws IOException {
        byte[] packed = gzip(utf8(event.json()));
        byte[] wrong = packed.clone();
        wrong[packed.length - 6] ^= 1;

        for (byte[] body : new byte[][] {{31, -117}, Arrays.copyOf(packed, packed.length - 9), wrong}) {
            Fixture.Answer answer = submit(body);
            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.body()).contains("not-json", "gzip");
        }
        assertThat(submit.queued).isEmpty();
    }

    private static byte[] joined(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    @Test
    void membersAreReadOneAfterTheOther() throws IOException {
        byte[] text = utf8(event.json());

        assertThat(submit(joined(
                                gzip(), gzip(Arrays.copyOf(text, 20)), gzip(Arrays.copyOfRange(text, 20, text.length))))
                        .status())
                .isEqualTo(204);
        assertThat(submit.queued).extracting(message -> message.event().data()).containsExactly(event.data());
    }

    @Test
    void manyEmptyMembersAreNothing() throws IOException {
        byte[] empty = gzip();
        byte[] body = new byte[3 * MB / empty.length * empty.length];
        for (int i = 0; i < body.length; i += empty.length) {
            System.arraycopy(empty, 0, body, i, empty.length);
        }

        assertThat(submit(body).status()).isEqualTo(400);
        assertThat(submit(joined(body, gzip(utf8(event.json())))).status()).isEqualTo(204);
    }

    @Test
    void whatFollowsAMemberAndIsNoneIsNotDropped() throws IOException {
        byte[] one = gzip(utf8(event.json() + "\n"));
        byte[] damaged = one.clone();
        damaged[0] ^= 1;

        for (byte[] rest : new byte[][] {damaged, utf8(event.json()), {31}, {0}, Arrays.copyOf(one, 9)}) {
            assertThat(submit(joined(one, rest)).status()).isEqualTo(400);
        }
        assertThat(submit.queued).isEmpty();
    }

    @Test
    void aHeaderMayHoldAllThatGzipHas() throws IOException {
        byte[] packed = gzip(utf8(event.json()));
        byte[] header = Arrays.copyOf(packed, 10);
        header[3] = 2 + 4 + 8 + 16;
        byte[] fields = joined(header, new byte[] {2, 0, 7, 7}, utf8("name\0a comment\0"));
        CRC32 check = new CRC32();
        check.update(fields);
        byte[] sum = {(byte) check.getValue(), (byte) (check.getValue() >> 8)};
        byte[] rest = Arrays.copyOfRange(packed, 10, packed.length);

        assertThat(submit(joined(fields, sum, rest)).status()).isEqualTo(204);
        sum[0]++;
        assertThat(submit(joined(fields, sum, rest)).status()).isEqualTo(400);
        assertThat(submit(joined(fields, utf8("x".repeat(9)))).status()).isEqualTo(400);
    }
}
