package org.dcss.eventstore.core.table;

import java.util.Optional;
import org.dcss.eventstore.core.ContentHash;
import org.dcss.eventstore.core.Slot;

/**
 * A durable promise to a client's id: which content it stands for, and at which slot all attempts at it start. Never
 * moves, and never expires.
 *
 * @param hash the {@link ContentHash} of what the id stands for; empty in claims of the protocol before this one
 * @param messageId the message for which it was made, as the queue names it; empty where it was not noted
 */
public record Claim(Slot slot, Optional<String> hash, Optional<String> messageId) {

    public boolean isFor(String content) {
        return hash.map(content::equals).orElse(true);
    }
}
