package org.dcss.eventstore.core;

import java.util.Optional;

/** What a {@link Request} led to. */
sealed interface Answer {

    /** The request was carried out for certain. */
    record Done() implements Answer {}

    /** Nothing is known of the request's effect; asking again is safe. */
    record NoAnswer() implements Answer {}

    record OfPut(PutResult result) implements Answer {}

    record OfRun(Run run) implements Answer {}

    record OfClaim(ClaimResult result) implements Answer {}

    record OfTail(Optional<Slot> tail) implements Answer {}
}
