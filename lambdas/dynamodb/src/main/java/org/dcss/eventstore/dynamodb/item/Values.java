package org.dcss.eventstore.dynamodb.item;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Attribute values of the few kinds that the tables hold. */
public final class Values {

    private Values() {}

    public static AttributeValue text(String value) {
        return AttributeValue.fromS(value);
    }

    public static AttributeValue number(long value) {
        return AttributeValue.fromN(Long.toString(value));
    }

    public static AttributeValue bytes(byte[] value) {
        return AttributeValue.fromB(SdkBytes.fromByteArray(value));
    }

    /** Seconds since 1970, a started second counting whole: an item must not expire early. */
    public static AttributeValue seconds(Instant instant) {
        return number(Math.floorDiv(instant.toEpochMilli() + 999, 1000));
    }

    /**
     * An item's text.
     *
     * @throws IllegalStateException if the item has no such text
     */
    public static String text(Map<String, AttributeValue> item, String name) {
        return present(item, name, item.containsKey(name) ? item.get(name).s() : null);
    }

    /**
     * An item's number.
     *
     * @throws IllegalStateException if the item has no such number
     */
    public static long number(Map<String, AttributeValue> item, String name) {
        return Long.parseLong(
                present(item, name, item.containsKey(name) ? item.get(name).n() : null));
    }

    /**
     * The bytes of an attribute.
     *
     * @throws IllegalStateException if the item has no such bytes
     */
    public static byte[] bytes(Map<String, AttributeValue> item, String name) {
        if (!item.containsKey(name) || item.get(name).b() == null) {
            throw absent(item, name);
        }
        return item.get(name).b().asByteArray();
    }

    private static String present(Map<String, AttributeValue> item, String name, @Nullable String value) {
        if (value == null) {
            throw absent(item, name);
        }
        return value;
    }

    private static IllegalStateException absent(Map<String, AttributeValue> item, String name) {
        return new IllegalStateException("not an item of this store: no " + name + " beside " + item.keySet());
    }
}
