package org.dcss.eventstore.local.withdraw;

import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import org.dcss.eventstore.core.Slot;
import org.dcss.eventstore.core.stream.Pause;
import org.dcss.eventstore.local.administration.EntityIndexes;
import org.dcss.eventstore.local.administration.WithdrawalTable.Match;

/**
 * What the indexes by entity keep of withdrawn events: the name of the player, in two items for each event.
 *
 * <p>An item is put by a projector that has read the event with its data, whenever it gets to it, and without a condition. So
 * the items are removed last, and only once no such projector can be at work any more: whoever reads the event later finds no
 * name in it. A projector begins nothing with a page that an earlier invocation has read, ends its calls before it answers,
 * and Lambda cuts it off after its timeout; {@link #IN_FLIGHT} is for a last call of it that lands after that, and for a read
 * that DynamoDB answers with what was there a moment ago. Local mode's is not cut off, but begins nothing in the last 10 s
 * of its time.
 *
 * <p>An item is known by the slot of its event alone, so nothing need be remembered for a repeat: cut off before it or in it,
 * a withdrawal that is run again removes what is left.
 *
 * @param projection how long a projector may still go on that is at work now; zero where none is
 */
record IndexedNames(EntityIndexes indexes, Duration projection, Pause pause) {

    private static final Duration IN_FLIGHT = Duration.ofSeconds(10);

    /** How long {@link #remove} waits first. */
    Duration delay() {
        return projection.isZero() ? projection : projection.plus(IN_FLIGHT);
    }

    /**
     * Waits, and removes what is there.
     *
     * @param withdrawn one or more, whose data has been taken out
     * @return how many items there were; empty if there is no table of views
     */
    OptionalLong remove(List<Match> withdrawn) {
        pause.pause(delay());
        Set<Slot> slots = withdrawn.stream().map(Match::slot).collect(Collectors.toSet());
        return indexes.remove(slots);
    }
}
