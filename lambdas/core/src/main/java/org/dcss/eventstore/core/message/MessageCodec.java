package org.dcss.eventstore.core.message;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import org.dcss.eventstore.core.Event;
import org.dcss.eventstore.core.EventId;
import org.dcss.eventstore.core.EventType;
import org.dcss.eventstore.core.FileName;
import org.dcss.eventstore.core.Slot;
import org.dcss.eventstore.core.Source;

/**
 * A message as the text that travels through the queue:
 * {@code {"v":4,"id":…,"src":…,"type":…,"file":…,"accepted":…,"at":…,"slot":…,"data":{…}}}, file and at only where the event
 * has them.
 *
 * <p>Versions 1 and 2 have neither of those two. A consumer that would not keep them must not take the message: it is of a
 * version that such a consumer leaves in the queue for a newer one, whether it has them or not, so that a source's order
 * holds. The same goes for version 3 and the types and ids that have come since: types with capitals, dots and more
 * characters, ids of streams' versions, and ids of events in envelopes. The version stands first in every version to come:
 * what follows it in a newer one is not looked at.
 *
 * <p>The data passes as it is, character by character.
 */
public final class MessageCodec {

    private MessageCodec() {}

    /** Writes a message; ids, sources, types and files hold nothing that JSON would escape. */
    public static String encode(Message message) {
        Event event = message.event();
        // Not a concatenation: the first of its shape costs a cold start milliseconds.
        StringBuilder text = new StringBuilder(event.data().length() + 256);
        text.append("{\"v\":").append(message.version());
        text.append(",\"id\":\"").append(event.id().value());
        text.append("\",\"src\":\"").append(event.src().name());
        text.append("\",\"type\":\"").append(event.type().name());
        event.file().ifPresent(file -> text.append("\",\"file\":\"").append(file.value()));
        text.append("\",\"accepted\":").append(event.accepted().toEpochMilli());
        event.at().ifPresent(at -> text.append(",\"at\":").append(at.toEpochMilli()));
        text.append(",\"slot\":").append(message.start().millis());
        text.append(",\"data\":").append(event.data()).append('}');
        return text.toString();
    }

    /**
     * Reads a message's text.
     *
     * @throws MalformedMessageException if the text is not one that {@link #encode} made
     * @throws NewerMessageException if a later version's {@code encode} may have made it; nothing else is thrown,
     *     whatever the text is
     */
    public static Message decode(String text) throws MalformedMessageException, NewerMessageException {
        Draft draft = new Draft();
        try {
            draft.readMembers(text);
            return draft.message();
        } catch (IOException | RuntimeException e) {
            // Whatever a parser may throw: one bad message must not take its batch with it.
            throw new MalformedMessageException(
                    "not a message of this store: " + e.getClass().getSimpleName());
        }
    }

    private static final class Draft {
        private long version;
        private String id = "";
        private String src = "";
        private String type = "";
        private Optional<FileName> file = Optional.empty();
        private Optional<Instant> at = Optional.empty();
        private String data = "";
        private long accepted = -1;
        private long slot = -1;

        /** Reads the members around the data; the data itself was checked by submit, and is not looked into. */
        void readMembers(String text) throws IOException, MalformedMessageException, NewerMessageException {
            String rest = text;
            while (!rest.isEmpty()) {
                rest = readUpToData(rest);
            }
        }

        /** Reads all members, or those up to the data and the data; returns an object of those that follow, or nothing. */
        private String readUpToData(String text) throws IOException, MalformedMessageException, NewerMessageException {
            try (JsonParser json = StrictJson.FACTORY.createParser(text)) {
                if (json.nextToken() != JsonToken.START_OBJECT) {
                    throw new MalformedMessageException("not a JSON object");
                }
                while (json.nextToken() == JsonToken.FIELD_NAME) {
                    if (json.currentName().equals("data")) {
                        if (json.nextToken() != JsonToken.START_OBJECT || !data.isEmpty()) {
                            throw new MalformedMessageException("data is no object, or comes twice");
                        }
                        int start = (int) json.currentTokenLocation().getCharOffset();
                        int end = StrictJson.objectEnd(text, start);
                        data = text.substring(start, end);
                        return after(text, end);
                    }
                    read(json);
                }
                if (json.nextToken() != null) {
                    throw new MalformedMessageException("more than one JSON value");
                }
                return "";
            }
        }

        /** What follows the data, as an object of its own. */
        private static String after(String text, int end) throws MalformedMessageException {
            String rest = text.substring(end).strip();
            if (rest.equals("}")) {
                return "";
            }
            if (!rest.startsWith(",")) {
                throw new MalformedMessageException("no member follows the data");
            }
            return "{" + rest.substring(1);
        }

        private void read(JsonParser json) throws IOException, NewerMessageException {
            String name = json.currentName();
            json.nextToken();
            switch (name) {
                case "v" -> {
                    version = json.getLongValue();
                    if (version > Message.CURRENT) {
                        throw new NewerMessageException(version);
                    }
                }
                case "id" -> id = json.getText();
                case "src" -> src = json.getText();
                case "type" -> type = json.getText();
                case "file" -> file = Optional.of(new FileName(json.getText()));
                case "at" -> at = Optional.of(Instant.ofEpochMilli(json.getLongValue()));
                case "accepted" -> accepted = json.getLongValue();
                case "slot" -> slot = json.getLongValue();
                default -> throw new IllegalArgumentException("unknown member");
            }
        }

        Message message() throws MalformedMessageException {
            if (version < 1) {
                throw new MalformedMessageException("no version");
            }
            if (data.isEmpty() || accepted < 0) {
                throw new MalformedMessageException("data or accepted is missing");
            }
            Event event = new Event(
                    new EventId(id),
                    new EventType(type),
                    new Source(src),
                    file,
                    Instant.ofEpochMilli(accepted),
                    at,
                    data);
            return new Message(event, new Slot(slot), (int) version);
        }
    }
}
