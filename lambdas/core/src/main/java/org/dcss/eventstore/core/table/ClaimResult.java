package org.dcss.eventstore.core.table;

/** What came of making a claim or of looking for one. */
public sealed interface ClaimResult {

    /** This claim stands: the one asked for if it was granted, else the one that was made before. */
    record Held(Claim claim) implements ClaimResult {}

    /** There is none; only when one was looked for. */
    record Absent() implements ClaimResult {}

    /** No answer: the claim may or may not have been made. Asking again is safe. */
    record Unknown(String reason) implements ClaimResult {}

    /** The table asked to slow down; nothing was applied. */
    record Throttled() implements ClaimResult {}
}
