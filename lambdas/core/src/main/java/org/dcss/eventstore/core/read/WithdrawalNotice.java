package org.dcss.eventstore.core.read;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.dcss.eventstore.core.EventType;
import org.dcss.eventstore.core.Slot;
import org.dcss.eventstore.core.StoredEvent;
import org.dcss.eventstore.core.message.StrictJson;

/**
 * What an event of the reserved type {@code withdrawal} tells whoever follows the log: data was taken out of events of its
 * source.
 *
 * @param slots of those events, as told; may be empty
 * @param reason a line of plain text
 */
public record WithdrawalNotice(List<Slot> slots, String reason) {

    /** Nobody can submit it: there is no schema for it among those of submit. */
    public static final EventType TYPE = new EventType("withdrawal");

    public WithdrawalNotice {
        slots = List.copyOf(slots);
    }

    /** Empty for an event of another type, and for one that tells nothing that this version understands. */
    public static Optional<WithdrawalNotice> of(StoredEvent stored) {
        return stored.event().type().equals(TYPE) ? read(stored.event().data()) : Optional.empty();
    }

    private static Optional<WithdrawalNotice> read(String data) {
        List<Slot> slots = new ArrayList<>();
        String reason = "";
        try (JsonParser json = StrictJson.FACTORY.createParser(data)) {
            json.nextToken();
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String name = json.currentName();
                JsonToken value = json.nextToken();
                if (name.equals("reason") && value == JsonToken.VALUE_STRING) {
                    reason = json.getText();
                } else if (name.equals("events") && value == JsonToken.START_ARRAY) {
                    while (json.nextToken() == JsonToken.VALUE_NUMBER_INT) {
                        slots.add(new Slot(json.getLongValue()));
                    }
                } else {
                    json.skipChildren();
                }
            }
        } catch (IOException | IllegalArgumentException e) {
            // Whoever stopped at an event would stop for good.
            return Optional.empty();
        }
        return Optional.of(new WithdrawalNotice(slots, reason));
    }
}
