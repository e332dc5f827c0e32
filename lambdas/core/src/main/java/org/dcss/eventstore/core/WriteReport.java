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
 * @param latePuts how many puts were seen to have landed so late that a reader may have passed their slot
 * @param unknownPuts how many puts had no telling answer
 * @param calls requests that were sent to the tables
 */
public record WriteReport(
        List<Outcome> outcomes,
        List<Integer> conflicts,
        List<Duration> putLateness,
        int latePuts,
        int unknownPuts,
        Calls calls) {

    /** Requests by what they cost: puts at slots, other writes, reads. */
    public record Calls(int puts, int claims, int otherWrites, int reads) {

        public int total() {
            return puts + claims + otherWrites + reads;
        }
    }

    static final class Builder {

        private final Settling settling;
        private final List<Duration> putLateness = new ArrayList<>();
        private int latePuts;
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
                addPut(put.slot(), answer, at);
            } else if (request instanceof Request.Claim || request instanceof Request.MoveClaim) {
                claims++;
            } else if (request instanceof Request.OpenDay || request instanceof Request.RaiseTail) {
                otherWrites++;
            } else {
                reads++;
            }
        }

        private void addPut(Slot slot, Answer answer, Instant at) {
            boolean stored = answer instanceof Answer.OfPut put && put.result() instanceof PutResult.Stored;
            boolean unknown = answer instanceof Answer.OfPut put && put.result() instanceof PutResult.Unknown;
            if (stored) {
                putLateness.add(Duration.between(slot.start(), at));
                latePuts += settling.isAtRisk(slot, at) ? 1 : 0;
            } else if (unknown) {
                unknownPuts++;
            }
        }

        WriteReport build(List<Outcome> outcomes, List<Integer> conflicts) {
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
