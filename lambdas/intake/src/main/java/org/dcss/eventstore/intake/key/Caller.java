package org.dcss.eventstore.intake.key;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import org.dcss.eventstore.core.EventType;
import org.dcss.eventstore.core.Source;
import org.dcss.eventstore.core.key.KeyHash;
import org.dcss.eventstore.core.key.KeyRecord;
import org.dcss.eventstore.intake.problem.Checked;
import org.dcss.eventstore.intake.problem.Problems;

/** Who submits: a valid key, and what it allows. */
public record Caller(String keyHash, KeyRecord key) {

    /** From when on a key's end is told with every answer, so that nobody is surprised by it. */
    public static final Duration NOTICE = Duration.ofDays(30);

    public Source src() {
        return key.src();
    }

    /** Names the key in the log. */
    public String keyId() {
        return KeyHash.id(keyHash);
    }

    /** Whether what it submits is checked and answered, but not queued. */
    public boolean isTest() {
        return key.test();
    }

    /** The same, unless the key may not submit events of this type. */
    public <T> Checked<T> check(T event, EventType type) {
        return key.allows(type)
                ? new Checked.Good<>(event)
                : new Checked.Refused<>(Problems.typeNotAllowed(type, key.types()));
    }

    /** What every answer to this key says beside its own headers. */
    public Map<String, String> headers(Instant now) {
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
