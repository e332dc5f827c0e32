package org.dcss.eventstore.core;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * What writing a batch came to.
 *
 * @param outcomes how each message ended, in the batch's order
 * @param conflicts per event that was worked on, how many slots it found taken only by putting at them
 * @param putLateness per stored event, how long after its slot the put was seen to have landed; may be negative
 * @param latePuts the events that may have landed after a reader passed their slot, which is from 3/4 of settling on: their
 *     put was answered after that, or had no answer and was found to have landed after that or still had none at the
 *     end, or the event was found after that by a message that had been delivered before. Some landed in time for all
 *     that; of those that did not, only a put whose function died is missing, if its message is not
 *     delivered again, or only after a redrive, which makes it a new one
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

    static final class Builder {

        private final Settling settling;
        private final List<Duration> putLateness = new ArrayList<>();
        private final List<LatePut> latePuts = new ArrayList<>();
        private int unknownPuts;
        private int puts;
        private int claims;
        private int otherWrites;
        private int reads;

        Builder(Settling settling) {
            this.settling = settling;
        }

        void add(Request request, Answer answer, Instant at) {
            if (request instanceof Request.Put put) {
                puts++;
                addPut(put, answer, at);
            } else if (request instanceof Request.Forward) {
                puts++;
                unknownPuts += isUnknown(answer) ? 1 : 0;
            } else if (request instanceof Request.MakeClaim) {
                claims++;
            } else if (request instanceof Request.OpenDay || request instanceof Request.RaiseTail) {
                otherWrites++;
            } else {
                reads++;
            }
        }

        private void addPut(Request.Put put, Answer answer, Instant at) {
            boolean stored = answer instanceof Answer.OfPut of && of.result() instanceof PutResult.Stored;
            if (stored) {
                putLateness.add(Duration.between(put.slot().start(), at));
                if (settling.isAtRisk(put.slot(), at)) {
                    latePuts.add(new LatePut(put.event().key(), put.slot()));
                }
            } else if (isUnknown(answer)) {
                unknownPuts++;
            }
        }

        private static boolean isUnknown(Answer answer) {
            return answer instanceof Answer.OfPut put && put.result() instanceof PutResult.Unknown;
        }

        /** @param unseenPuts puts that are late for all that their own answers tell */
        WriteReport build(List<Outcome> outcomes, List<Integer> conflicts, List<LatePut> unseenPuts) {
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
