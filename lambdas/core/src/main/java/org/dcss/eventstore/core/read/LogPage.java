package org.dcss.eventstore.core.read;

import java.util.List;
import java.util.Optional;
import org.dcss.eventstore.core.Slot;
import org.dcss.eventstore.core.StoredEvent;

/**
 * One read of a stretch of the log.
 *
 * @param events those that pass the filter, ascending; may be empty though more follow
 * @param through every passing event from the start of the stretch to this slot, included, is in {@code events}
 * @param last the last slot up to {@code through} that was found taken, by whatever; empty if none was
 * @param cost what the read took
 */
public record LogPage(List<StoredEvent> events, Slot through, Optional<Slot> last, Cost cost) {

    /**
     * What a read took.
     *
     * @param units DynamoDB's read units, of which one is 4 KB strongly or 8 KB eventually consistent
     * @param examined how many items were read
     * @param unknown how many of them are nothing that this version knows
     */
    public record Cost(double units, int examined, int unknown) {

        public static final Cost NONE = new Cost(0, 0, 0);
    }

    /** A read that cost nothing, of a stretch in which nothing was passed over. */
    public LogPage(List<StoredEvent> events, Slot through) {
        this(
                events,
                through,
                events.isEmpty()
                        ? Optional.empty()
                        : Optional.of(events.get(events.size() - 1).slot()),
                Cost.NONE);
    }

    /** The read units that went into items which are not in {@code events}. */
    public double unitsPassedOver() {
        int passedOver = cost.examined() - events.size();
        return passedOver <= 0 ? 0 : cost.units() * passedOver / cost.examined();
    }
}
