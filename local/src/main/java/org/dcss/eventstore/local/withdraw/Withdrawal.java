package org.dcss.eventstore.local.withdraw;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.Optional;
import java.util.stream.Stream;
import org.dcss.eventstore.core.Event;
import org.dcss.eventstore.core.Sha256;
import org.dcss.eventstore.core.Slot;
import org.dcss.eventstore.core.Source;
import org.dcss.eventstore.core.StoredEvent;
import org.dcss.eventstore.core.read.WithdrawalNotice;

/**
 * Which events are to be withdrawn, and why.
 *
 * @param from the first slot
 * @param to the last slot
 * @param entity the player, compared without ASCII case; empty for all events of that time
 * @param reason shown to everybody in place of the data
 */
record Withdrawal(Source src, Slot from, Slot to, Optional<String> entity, String reason) {

    static final int LONGEST_REASON = 200;

    private static final ObjectMapper JSON = new ObjectMapper();

    /** @throws IllegalArgumentException if the time is none, or the reason is empty, too long or no plain text */
    Withdrawal {
        if (from.isAfter(to)) {
            throw new IllegalArgumentException("--from " + from.millis() + " lies after --to " + to.millis());
        }
        if (reason.isBlank() || reason.length() > LONGEST_REASON) {
            throw new IllegalArgumentException("--reason takes 1 to " + LONGEST_REASON + " characters");
        }
        if (reason.chars().anyMatch(Withdrawal::isUnprintable)) {
            throw new IllegalArgumentException("--reason takes a line of plain text, without control characters");
        }
    }

    private static boolean isUnprintable(int character) {
        int type = Character.getType(character);
        return type == Character.CONTROL
                || type == Character.FORMAT
                || type == Character.SURROGATE
                || type == Character.LINE_SEPARATOR
                || type == Character.PARAGRAPH_SEPARATOR;
    }

    /** Whether the event, which has its data, is one of them. */
    boolean matches(StoredEvent stored) {
        return !stored.event().type().equals(WithdrawalNotice.TYPE)
                && entity.map(Withdrawal::lower)
                        .map(name -> names(stored.event()).anyMatch(name::equals))
                        .orElse(true);
    }

    /** Whom the event names, in lower case; one that was sent in an envelope by that, and by what is in it. */
    private static Stream<String> names(Event event) {
        try {
            JsonNode data = JSON.readTree(event.data());
            Stream<JsonNode> named = event.id().envelope().isEmpty()
                    ? Stream.of(data.path("name"))
                    : Stream.of(
                            data.path("ID"),
                            data.path("Data").path("name"),
                            data.path("subject"),
                            inCloudEvent(data).path("name"));
            return named.filter(JsonNode::isTextual).map(JsonNode::textValue).map(Withdrawal::lower);
        } catch (IOException e) {
            return Stream.empty();
        }
    }

    private static JsonNode inCloudEvent(JsonNode envelope) throws IOException {
        JsonNode encoded = envelope.path("data_base64");
        return encoded.isTextual() ? JSON.readTree(encoded.binaryValue()) : envelope.path("data");
    }

    /** In ASCII only, as DCSS compares names. */
    private static String lower(String text) {
        StringBuilder lower = new StringBuilder(text);
        for (int i = 0; i < lower.length(); i++) {
            char letter = lower.charAt(i);
            lower.setCharAt(i, letter >= 'A' && letter <= 'Z' ? (char) (letter + 32) : letter);
        }
        return lower.toString();
    }

    /** Names this withdrawal, the same each time it is asked for; tells nothing of the player. */
    String mark() {
        String player = entity.map(Withdrawal::lower).orElse("");
        return Sha256.hex(src + "\n" + from.millis() + "\n" + to.millis() + "\n" + player + "\n" + reason)
                .substring(0, 32);
    }
}
