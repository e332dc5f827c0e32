package org.dcss.eventstore.core.write;

import java.util.Optional;
import org.dcss.eventstore.core.Slot;
import org.dcss.eventstore.core.table.ClaimResult;
import org.dcss.eventstore.core.table.PutResult;
import org.dcss.eventstore.core.table.Stretch;

/** What a {@link Request} led to. */
public sealed interface Answer {

    /** The request was carried out for certain. */
    record Done() implements Answer {}

    /** Nothing is known of the request's effect; asking again is safe. */
    record NoAnswer() implements Answer {}

    record OfPut(PutResult result) implements Answer {}

    record OfStretch(Stretch run) implements Answer {}

    record OfClaim(ClaimResult result) implements Answer {}

    record OfTail(Optional<Slot> tail) implements Answer {}
}
