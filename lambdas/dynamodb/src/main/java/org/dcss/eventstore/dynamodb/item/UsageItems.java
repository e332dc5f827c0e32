package org.dcss.eventstore.dynamodb.item;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.dcss.eventstore.core.Source;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The keys of the usage table's items, and the instants that they hold. */
public final class UsageItems {

    private static final String KEY_PREFIX = "key#";

    private UsageItems() {}

    public static Map<String, AttributeValue> ofQuota(Source src) {
        return Map.of(Attributes.ID, Values.text("quota#" + src.name()));
    }

    public static Map<String, AttributeValue> ofKey(String keyHash) {
        return Map.of(Attributes.ID, Values.text(KEY_PREFIX + keyHash));
    }

    public static boolean isOfKey(String id) {
        return id.startsWith(KEY_PREFIX);
    }

    public static String keyHash(String id) {
        return id.substring(KEY_PREFIX.length());
    }

    public static long micros(Instant instant) {
        // Not by ChronoUnit, which counts nanoseconds on the way: they overflow before the last instant that is asked
        // about.
        return instant.getEpochSecond() * 1_000_000 + instant.getNano() / 1_000;
    }

    public static Instant instant(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }
}
