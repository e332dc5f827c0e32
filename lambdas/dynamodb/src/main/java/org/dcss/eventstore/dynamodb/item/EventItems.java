package org.dcss.eventstore.dynamodb.item;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.dcss.eventstore.core.Event;
import org.dcss.eventstore.core.EventKey;
import org.dcss.eventstore.core.Slot;
import org.dcss.eventstore.core.table.Occupant;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Events as items of the events table. */
public final class EventItems {

    private EventItems() {}

    public static Map<String, AttributeValue> item(Slot slot, Event event, Optional<Duration> retention) {
        Map<String, AttributeValue> item = new HashMap<>(16);
        item.put(Attributes.TS_DAY, Values.number(slot.day().startMillis()));
        item.put(Attributes.TS, Values.number(slot.millis()));
        item.put(Attributes.ID, Values.text(event.id().value()));
        item.put(Attributes.TYPE, Values.text(event.type().name()));
        item.put(Attributes.SRC, Values.text(event.src().name()));
        event.file().ifPresent(file -> item.put(Attributes.FILE, Values.text(file.value())));
        item.put(Attributes.ACCEPTED, Values.number(event.accepted().toEpochMilli()));
        event.at().ifPresent(at -> item.put(Attributes.AT, Values.number(at.toEpochMilli())));
        item.put(Attributes.DATA, Values.text(event.data()));
        retention.ifPresent(kept -> item.put(Attributes.EXPIRES, Values.seconds(slot.plus(kept))));
        return item;
    }

    public static Slot slot(Map<String, AttributeValue> item) {
        return new Slot(Values.number(item, Attributes.TS));
    }

    /** It expires with the events around it, and not before an attempt may still come by. */
    public static Map<String, AttributeValue> tombstone(
            Slot slot, EventKey key, Slot next, Optional<Duration> retention) {
        Map<String, AttributeValue> item = new HashMap<>(8);
        item.put(Attributes.TS_DAY, Values.number(slot.day().startMillis()));
        item.put(Attributes.TS, Values.number(slot.millis()));
        item.put(Attributes.ID, Values.text(key.id().value()));
        item.put(Attributes.SRC, Values.text(key.src().name()));
        item.put(Attributes.NEXT, Values.number(next.millis()));
        retention.ifPresent(kept -> item.put(Attributes.EXPIRES, Values.seconds(slot.plus(kept))));
        return item;
    }

    /** Whose the item is, whatever else it is: one of which only a newer version knows more is another's. */
    public static Occupant occupant(Map<String, AttributeValue> item) {
        boolean named = item.containsKey(Attributes.SRC) && item.containsKey(Attributes.ID);
        String key = named ? Values.text(item, Attributes.SRC) + "/" + Values.text(item, Attributes.ID) : "";
        return new Occupant(
                key,
                item.containsKey(Attributes.NEXT)
                        ? Optional.of(new Slot(Values.number(item, Attributes.NEXT)))
                        : Optional.empty());
    }
}
