package org.dcss.eventstore.dynamodb;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Attribute values of the few kinds that the tables hold. */
final class Values {

    private Values() {}

    static AttributeValue text(String value) {
        return AttributeValue.fromS(value);
    }

    static AttributeValue number(long value) {
        return AttributeValue.fromN(Long.toString(value));
    }

    /** Seconds since 1970, a started second counting whole: an item must not expire early. */
    static AttributeValue seconds(Instant instant) {
        return number(Math.floorDiv(instant.toEpochMilli() + 999, 1000));
    }

    /** @throws IllegalStateException if the item has no such text */
    static String text(Map<String, AttributeValue> item, String name) {
        return present(item, name, item.containsKey(name) ? item.get(name).s() : null);
    }

    /** @throws IllegalStateException if the item has no such number */
    static long number(Map<String, AttributeValue> item, String name) {
        return Long.parseLong(
                present(item, name, item.containsKey(name) ? item.get(name).n() : null));
    }

    private static String present(Map<String, AttributeValue> item, String name, @Nullable String value) {
        if (value == null) {
            throw new IllegalStateException("not an item of this store: no " + name + " beside " + item.keySet());
        }
        return value;
    }
}
