package org.dcss.eventstore.dynamodb.item;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.dcss.eventstore.core.Event;
import org.dcss.eventstore.core.EventId;
import org.dcss.eventstore.core.EventType;
import org.dcss.eventstore.core.FileName;
import org.dcss.eventstore.core.Source;
import org.dcss.eventstore.core.StoredEvent;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * What a reader makes of an item in a day of the events table: an event, a tombstone, or something that a later version
 * of this store has written and that must not stop this one.
 */
public final class ItemReader {

    private ItemReader() {}

    /** The event that the item is; empty if it is none, or none that this version can read. */
    public static Optional<StoredEvent> event(Map<String, AttributeValue> item) {
        Optional<String> data = text(item, Attributes.DATA);
        Optional<String> withdrawn = text(item, Attributes.WITHDRAWN);
        if (!item.containsKey(Attributes.TYPE) || data.isPresent() == withdrawn.isPresent()) {
            return Optional.empty();
        }
        try {
            Event event = new Event(
                    new EventId(Values.text(item, Attributes.ID)),
                    new EventType(Values.text(item, Attributes.TYPE)),
                    new Source(Values.text(item, Attributes.SRC)),
                    text(item, Attributes.FILE).map(FileName::new),
                    Instant.ofEpochMilli(Values.number(item, Attributes.ACCEPTED)),
                    item.containsKey(Attributes.AT)
                            ? Optional.of(Instant.ofEpochMilli(Values.number(item, Attributes.AT)))
                            : Optional.empty(),
                    data.orElse(""));
            OptionalInt lineLength = item.containsKey(Attributes.LINE_LENGTH)
                    ? OptionalInt.of(Math.toIntExact(Values.number(item, Attributes.LINE_LENGTH)))
                    : OptionalInt.empty();
            return Optional.of(new StoredEvent(EventItems.slot(item), event, withdrawn, lineLength));
        } catch (IllegalArgumentException | IllegalStateException | ArithmeticException e) {
            return Optional.empty();
        }
    }

    private static Optional<String> text(Map<String, AttributeValue> item, String name) {
        return Optional.ofNullable(item.get(name)).map(AttributeValue::s);
    }

    /** Whether it is a tombstone of the write protocol, which no reader is shown. */
    public static boolean isTombstone(Map<String, AttributeValue> item) {
        return !item.containsKey(Attributes.TYPE) && item.containsKey(Attributes.NEXT);
    }
}
