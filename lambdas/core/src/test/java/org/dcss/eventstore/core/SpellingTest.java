package org.dcss.eventstore.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Holds what is looked at character by character against the patterns that say the same. */
class SpellingTest {

    private static final char BEYOND_LATIN_1 = 0x180;

    private static boolean makes(Runnable constructor) {
        try {
            constructor.run();
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** Each character as the first, a middle and the last one of texts of many lengths. */
    private static List<String> texts(String good, int longest) {
        List<String> texts = new ArrayList<>(List.of("", "~"));
        for (char c = 0; c < BEYOND_LATIN_1; c++) {
            for (int length : new int[] {1, 2, 3, longest - 1, longest, longest + 1}) {
                StringBuilder text = new StringBuilder(good.repeat(length));
                for (int place : new int[] {0, length / 2, length - 1}) {
                    text.setCharAt(place, c);
                    texts.add(text.toString());
                    text.setCharAt(place, good.charAt(0));
                }
            }
        }
        return texts;
    }

    private static void same(String pattern, List<String> texts, Predicate<String> accepts) {
        Pattern compiled = Pattern.compile(pattern);
        assertThat(texts)
                .allSatisfy(text -> assertThat(accepts.test(text))
                        .as("%s as [%s]", pattern, text)
                        .isEqualTo(compiled.matcher(text).matches()));
    }

    @Test
    void sources() {
        same("[a-z][a-z0-9-]{0,31}", texts("a", 32), Source::isName);
    }

    @Test
    void eventTypes() {
        same("[A-Za-z][A-Za-z0-9._-]{0,127}", texts("Z", 128), EventType::isName);
    }

    @Test
    void filesOfASource() {
        String segment = "[A-Za-z0-9][A-Za-z0-9._+-]*";
        List<String> texts = new ArrayList<>(texts("a", 128));
        texts("0/", 4).forEach(text -> texts.add(text + "b"));
        texts.addAll(List.of("a/b/c/d", "a/b/c/d/e", "a//b", "/a", "a/", "a/../b", "a/.b", "..", "0.34/logfile+x"));
        same("(?=.{1,128}$)" + segment + "(/" + segment + "){0,3}", texts, FileName::isName);
    }

    @Test
    void idsOfClients() {
        same("[A-Za-z0-9._:/+=-]{1,128}", texts("Z", 128), EventId::isClientId);
    }

    @Test
    void idsOfEveryKind() {
        String client = "[A-Za-z0-9._:/+=-]{1,128}";
        String made = "~[A-Za-z0-9_-]{22}";
        List<String> texts = new ArrayList<>(texts("9", 128));
        texts("A", 22).forEach(text -> texts.add('~' + text));
        texts("B", 128).forEach(text -> texts.add("~b/" + text));
        texts("C", 22).forEach(text -> texts.add("~b/~" + text));
        texts("d", 64).forEach(text -> texts.add("~c/" + text));
        texts.addAll(List.of("~b", "~c", "~b/", "~c/", "~d/a", "~b/~b/a"));
        same(
                client + "|" + made + "|~b/(" + client + "|" + made + ")|~c/[A-Za-z0-9]{64}",
                texts,
                text -> makes(() -> new EventId(text)));
    }
}
