package org.dcss.eventstore.core.write;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.dcss.eventstore.core.EventKey;
import org.dcss.eventstore.core.Reply;
import org.dcss.eventstore.core.Settling;
import org.dcss.eventstore.core.Slot;
import org.dcss.eventstore.core.table.PutResult;

/**
 * What writing a batch came to.
 *
 * @param outcomes how each message ended, in the batch's order
 * @param conflicts per event that was worked on, how many slots it found taken only by putting at them
 * @param putLateness per stored event, how long after its slot the put was seen to have landed; may be negative
 * @param latePuts the events that may have landed after a reader passed their slot, which happens from 3/4 of settling on.
 *     An event is among them if its put was answered after that; if its put had no answer, and was found after that or not
 *     at all; or if a message that had been delivered before found the event after that. Some of them landed in time all
 *     the same. One kind of late put is missed: its function died, and its message was not delivered again, or only
 *     after a redrive, which makes it a new message
 * @param unknownPuts how many puts of events and tombstones had no telling answer
 * @param calls requests that were sent to the tables
 */
public record WriteReport(
        List<Outcome> outcomes,
        List<Integer> conflicts,
        List<Duration> putLateness,
        List<LatePut> latePuts,
        int unknownPuts,
        Calls calls) {

    /** An event that may have landed too late at a slot. */
    public record LatePut(EventKey event, Slot slot) {}

    /** Requests by what they cost: puts at slots, claims made, other writes, reads. */
    public record Calls(int puts, int claims, int otherWrites, int reads) {

        public int total() {
            return puts + claims + otherWrites + reads;
        }
    }

    public static final class Builder {

        private final Settling settling;
        private final List<Duration> putLateness = new ArrayList<>();
        private final List<LatePut> latePuts = new ArrayList<>();
        private int unknownPuts;
        private int puts;
        private int claims;
        private int otherWrites;
        private int reads;

        public Builder(Settling settling) {
            this.settling = settling;
        }

        public void add(Request<?> request, Reply<?> reply, Instant at) {
            if (request instanceof Request.Put put) {
                puts++;
                addPut(put, reply, at);
            } else if (request instanceof Request.Forward) {
                puts++;
                unknownPuts += isUnknown(reply) ? 1 : 0;
            } else if (request instanceof Request.MakeClaim) {
                claims++;
            } else if (request instanceof Request.OpenDay || request instanceof Request.RaiseTail) {
                otherWrites++;
            } else {
                reads++;
            }
        }

        private void addPut(Request.Put put, Reply<?> reply, Instant at) {
            if (reply instanceof Reply.Known<?> known && known.value() instanceof PutResult.Stored) {
                putLateness.add(Duration.between(put.slot().start(), at));
                if (settling.isAtRisk(put.slot(), at)) {
                    latePuts.add(new LatePut(put.event().key(), put.slot()));
                }
            } else if (isUnknown(reply)) {
                unknownPuts++;
            }
        }

        private static boolean isUnknown(Reply<?> reply) {
            return reply instanceof Reply.NoAnswer<?>;
        }

        /**
         * The report so far.
         *
         * @param unseenPuts puts that are late for all that their own answers tell
         */
        public WriteReport build(List<Outcome> outcomes, List<Integer> conflicts, List<LatePut> unseenPuts) {
            latePuts.addAll(unseenPuts);
            return new WriteReport(
                    outcomes,
                    conflicts,
                    putLateness,
                    latePuts,
                    unknownPuts,
                    new Calls(puts, claims, otherWrites, reads));
        }
    }
}
