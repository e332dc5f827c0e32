package org.dcss.eventstore.dynamodb.item;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.dcss.eventstore.core.EventId;
import org.dcss.eventstore.core.Source;
import org.dcss.eventstore.core.stream.Draft;
import org.dcss.eventstore.core.stream.Remembered;
import org.dcss.eventstore.core.stream.StoredVersion;
import org.dcss.eventstore.core.stream.StreamEvent;
import org.dcss.eventstore.core.stream.StreamId;
import org.dcss.eventstore.core.stream.StreamTable;
import org.dcss.eventstore.core.stream.StreamTable.PendingVersion;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The streams table's items: under a stream's id its versions, and under the id, a slash and a client's id what that stands for. The
 * two cannot meet, since a stream's id holds no slash.
 */
public final class StreamItems {

    /** Where a version would be, in the item that remembers a client's id. */
    private static final long NO_VERSION = 0;

    private StreamItems() {}

    public static Map<String, AttributeValue> key(StreamId stream, long version) {
        return Map.of(Attributes.STREAM, Values.text(stream.value()), Attributes.VERSION, Values.number(version));
    }

    public static Map<String, AttributeValue> idKey(StreamId stream, EventId id) {
        return Map.of(
                Attributes.STREAM,
                Values.text(stream.value() + "/" + id.value()),
                Attributes.VERSION,
                Values.number(NO_VERSION));
    }

    /** The item of a version that is pending. */
    public static Map<String, AttributeValue> pending(StreamEvent event) {
        Draft draft = event.draft();
        Map<String, AttributeValue> item = new HashMap<>(key(event.stream(), event.version()));
        item.put(Attributes.SRC, Values.text(draft.src().name()));
        item.put(Attributes.TYPE, Values.text(draft.type()));
        item.put(Attributes.DATA, Values.text(draft.data()));
        item.put(Attributes.ID, Values.text(draft.id().value()));
        item.put(Attributes.APPENDED, Values.number(event.appended().toEpochMilli()));
        item.put(Attributes.PENDING, Values.number(StreamTable.shard(event.stream())));
        return item;
    }

    /** The item that remembers what a client's id stands for. */
    public static Map<String, AttributeValue> id(StreamEvent event) {
        Map<String, AttributeValue> item =
                new HashMap<>(idKey(event.stream(), event.draft().id()));
        item.put(Attributes.OF, Values.number(event.version()));
        item.put(Attributes.HASH, Values.text(event.draft().hash()));
        return item;
    }

    public static StoredVersion version(Map<String, AttributeValue> item) {
        Draft draft = new Draft(
                new StreamId(Values.text(item, Attributes.STREAM)),
                new Source(Values.text(item, Attributes.SRC)),
                Values.text(item, Attributes.TYPE),
                Values.text(item, Attributes.DATA),
                new EventId(Values.text(item, Attributes.ID)));
        return new StoredVersion(
                new StreamEvent(draft, Values.number(item, Attributes.VERSION), appended(item)),
                item.containsKey(Attributes.PENDING));
    }

    public static Remembered remembered(Map<String, AttributeValue> item) {
        return new Remembered(Values.number(item, Attributes.OF), Values.text(item, Attributes.HASH));
    }

    /** From the index, which has the keys alone. */
    public static PendingVersion pendingVersion(Map<String, AttributeValue> item) {
        return new PendingVersion(
                new StreamId(Values.text(item, Attributes.STREAM)),
                Values.number(item, Attributes.VERSION),
                appended(item));
    }

    private static Instant appended(Map<String, AttributeValue> item) {
        return Instant.ofEpochMilli(Values.number(item, Attributes.APPENDED));
    }
}
