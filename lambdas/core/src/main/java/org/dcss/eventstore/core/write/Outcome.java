package org.dcss.eventstore.core.write;

import java.util.Optional;
import org.dcss.eventstore.core.Slot;

/** How the attempt to place one message ended. */
public sealed interface Outcome {

    /** This attempt stored the event; late if its first slot was too old, or not above its source's last one. */
    record Stored(Slot at, boolean late) implements Outcome {}

    /** The event was in the log already; or has been, if the log no longer reaches back to this slot. */
    record AlreadyStored(Slot at) implements Outcome {}

    /**
     * Its id stands for another content, which it must not replace.
     *
     * @param claimed the slot from which the attempts at that content start
     * @param messageId the message that the id was claimed for, if that was noted
     */
    record IdConflict(Slot claimed, Optional<String> messageId) implements Outcome {}

    /** Not decided in the time there was; the message must be delivered again. */
    record Retry(String reason) implements Outcome {}

    /** The event can never be stored. */
    record Poison(String reason) implements Outcome {}
}
