package org.dcss.eventstore.submit;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import org.dcss.eventstore.core.Source;
import org.dcss.eventstore.core.key.KeyHash;
import org.dcss.eventstore.core.key.KeyRecord;

/** Who submits: a valid key, and what it allows. */
record Caller(String keyHash, KeyRecord key) {

    /** From when on a key's end is told with every answer, so that nobody is surprised by it. */
    static final Duration NOTICE = Duration.ofDays(30);

    Source src() {
        return key.src();
    }

    /** Names the key in the log. */
    String keyId() {
        return KeyHash.id(keyHash);
    }

    /** Whether what it submits is checked and answered, but not queued. */
    boolean isTest() {
        return key.test();
    }

    /** The verdict, unless the key may not submit events of this type. */
    Verdict judge(Verdict verdict) {
        return verdict instanceof Verdict.Valid valid && !key.allows(valid.type())
                ? new Rejected(Problems.typeNotAllowed(valid.type(), key.types()))
                : verdict;
    }

    /** What every answer to this key says beside its own headers. */
    Map<String, String> headers(Instant now) {
        return key.expires()
                .filter(end -> end.isBefore(now.plus(NOTICE)))
                .map(end -> Map.of("Key-Expires", httpDate(end)))
                .orElse(Map.of());
    }

    /** As HTTP wants dates, such as {@code Sun, 06 Nov 1994 08:49:37 GMT}. */
    private static String httpDate(Instant instant) {
        return DateTimeFormatter.ofPattern("EEE, dd MMM uuuu HH:mm:ss 'GMT'", Locale.ENGLISH)
                .format(instant.atOffset(ZoneOffset.UTC));
    }
}
