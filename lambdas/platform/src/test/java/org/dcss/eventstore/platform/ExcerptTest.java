package org.dcss.eventstore.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ExcerptTest {

    @Test
    void aShortTextStaysAsItIs() {
        assertThat(Excerpt.of("", 3)).isEmpty();
        assertThat(Excerpt.of("a🐍", 3)).isEqualTo("a🐍");
    }

    @Test
    void aLongTextIsCutButNoCharacterIs() {
        assertThat(Excerpt.of("abcd", 3)).isEqualTo("abc…");
        assertThat(Excerpt.of("ab🐍d", 3)).isEqualTo("ab…");
        assertThat(Excerpt.of("ab🐍d", 4)).isEqualTo("ab🐍…");
    }

    @Test
    void halvesOfCharactersAreReplaced() {
        assertThat(Excerpt.of("\ud83da\udc0d", 9)).isEqualTo("\uFFFDa\uFFFD");
        assertThat(Excerpt.of("ab\ud83d\ud83d\udc0d", 4)).isEqualTo("ab\uFFFD…");
    }

    @Test
    void utf8HoldsWhateverComesOut() {
        Random random = new Random(5);
        for (int i = 0; i < 10_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int length = random.nextInt(9); length > 0; length--) {
                text.append((char) (random.nextBoolean() ? 'a' : 0xD800 + random.nextInt(0x800)));
            }
            String excerpt = Excerpt.of(text.toString(), random.nextInt(9));
            byte[] bytes = excerpt.getBytes(StandardCharsets.UTF_8);

            assertThat(new String(bytes, StandardCharsets.UTF_8)).isEqualTo(excerpt);
        }
    }
}
