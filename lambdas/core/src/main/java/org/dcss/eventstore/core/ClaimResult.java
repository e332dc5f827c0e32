package org.dcss.eventstore.core;

/** What came of asking for a claim or of moving one. */
public sealed interface ClaimResult {

    /** The claim stands at this slot: the slot asked for if that was granted, else the one claimed before. */
    record Held(Slot slot) implements ClaimResult {}

    /** No answer: the claim may or may not have been made. Asking again is safe. */
    record Unknown(String reason) implements ClaimResult {}

    /** The table asked to slow down; nothing was applied. */
    record Throttled() implements ClaimResult {}
}
