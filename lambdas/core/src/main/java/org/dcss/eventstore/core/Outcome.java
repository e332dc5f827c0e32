package org.dcss.eventstore.core;

/** How the attempt to place one message ended. */
public sealed interface Outcome {

    /** This attempt stored the event. */
    record Stored(Slot at, boolean late) implements Outcome {}

    /** The event was in the log already. */
    record AlreadyStored(Slot at) implements Outcome {}

    /** Not decided in the time there was; the message must be delivered again. */
    record Retry(String reason) implements Outcome {}

    /** The event can never be stored. */
    record Poison(String reason) implements Outcome {}
}
