package org.dcss.eventstore.core.xlog;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.Optional;
import java.util.TreeSet;
import org.dcss.eventstore.core.EventType;
import org.dcss.eventstore.core.Slot;
import org.dcss.eventstore.core.StoredEvent;
import org.dcss.eventstore.core.message.StrictJson;

/**
 * An event that tells of lines whose data was taken out of the log: all of one file, which is the event's own.
 *
 * @param slots of the lines; one or more
 */
record Notice(XlogFile file, TreeSet<Slot> slots, String reason) {

    static final EventType TYPE = new EventType("withdrawal");

    /** Empty for an event that tells of none, or of lines that stand in no file. */
    static Optional<Notice> of(StoredEvent stored) {
        return stored.event().type().equals(TYPE)
                ? stored.event()
                        .file()
                        .flatMap(name -> read(
                                new XlogFile(stored.event().src(), name),
                                stored.event().data()))
                : Optional.empty();
    }

    private static Optional<Notice> read(XlogFile file, String data) {
        TreeSet<Slot> slots = new TreeSet<>();
        String reason = "";
        try (JsonParser json = StrictJson.FACTORY.createParser(data)) {
            json.nextToken();
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String name = json.currentName();
                json.nextToken();
                if (name.equals("reason")) {
                    reason = json.getText();
                } else if (name.equals("events") && json.currentToken() == JsonToken.START_ARRAY) {
                    while (json.nextToken() == JsonToken.VALUE_NUMBER_INT) {
                        slots.add(new Slot(json.getLongValue()));
                    }
                }
                json.skipChildren();
            }
        } catch (IOException | IllegalArgumentException e) {
            // A view that stopped at an event would stop for good.
            return Optional.empty();
        }
        return slots.isEmpty() ? Optional.empty() : Optional.of(new Notice(file, slots, reason));
    }
}
