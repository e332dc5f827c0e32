package org.dcss.eventstore.dynamodb.item;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.dcss.eventstore.core.EventType;
import org.dcss.eventstore.core.Source;
import org.dcss.eventstore.core.key.KeyRecord;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Keys as items of the keys table. */
public final class KeyItems {

    private KeyItems() {}

    public static Map<String, AttributeValue> item(String hash, KeyRecord key) {
        Map<String, AttributeValue> item = new HashMap<>();
        item.put(Attributes.KEY_HASH, Values.text(hash));
        item.put(Attributes.SRC, Values.text(key.src().name()));
        item.put(Attributes.LABEL, Values.text(key.label()));
        item.put(Attributes.CREATED, Values.seconds(key.created()));
        key.expires().ifPresent(at -> item.put(Attributes.EXPIRES, Values.seconds(at)));
        key.revoked().ifPresent(at -> item.put(Attributes.REVOKED, Values.seconds(at)));
        if (!key.types().isEmpty()) {
            List<String> types =
                    key.types().stream().map(EventType::name).sorted().toList();
            item.put(Attributes.TYPES, AttributeValue.fromSs(types));
        }
        if (key.test()) {
            item.put(Attributes.TEST, AttributeValue.fromBool(true));
        }
        return item;
    }

    public static String hash(Map<String, AttributeValue> item) {
        return Values.text(item, Attributes.KEY_HASH);
    }

    public static KeyRecord key(Map<String, AttributeValue> item) {
        return new KeyRecord(
                new Source(Values.text(item, Attributes.SRC)),
                Values.text(item, Attributes.LABEL),
                Instant.ofEpochSecond(Values.number(item, Attributes.CREATED)),
                time(item, Attributes.EXPIRES),
                time(item, Attributes.REVOKED),
                types(item),
                item.containsKey(Attributes.TEST) && item.get(Attributes.TEST).bool());
    }

    private static Set<EventType> types(Map<String, AttributeValue> item) {
        return item.containsKey(Attributes.TYPES)
                ? item.get(Attributes.TYPES).ss().stream().map(EventType::new).collect(Collectors.toUnmodifiableSet())
                : Set.of();
    }

    private static Optional<Instant> time(Map<String, AttributeValue> item, String name) {
        return item.containsKey(name)
                ? Optional.of(Instant.ofEpochSecond(Values.number(item, name)))
                : Optional.empty();
    }
}
