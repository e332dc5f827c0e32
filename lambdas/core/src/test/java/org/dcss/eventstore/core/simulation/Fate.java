package org.dcss.eventstore.core.simulation;

import java.util.Optional;
import org.dcss.eventstore.core.Reply;
import org.dcss.eventstore.core.write.Request;

/**
 * What becomes of one request on the network. Delays are in microseconds.
 *
 * @param appliedAfter when it takes effect; empty for never
 * @param answeredAfter when the sender gets an answer, or knows that it will get none
 * @param lost the answer that comes instead of the true one; empty if the true one comes
 */
record Fate(Optional<Long> appliedAfter, long answeredAfter, Optional<Reply<?>> lost) {

    private static final Reply<?> UNKNOWN = new Reply.NoAnswer<>("lost");

    /** How long a request or an answer takes when nothing is wrong. */
    static long latency(Chance chance) {
        return 1 + chance.upTo(1500);
    }

    static Fate calm(Chance chance) {
        long applied = latency(chance);
        return new Fate(Optional.of(applied), applied + latency(chance), Optional.empty());
    }

    /**
     * A fate in a storm.
     *
     * @param lastMoment whether it was sent so late that any delay is dangerous
     * @param timeout how long the sender waits for an answer
     * @param outlives by how much longer than the rule a put may take to land; 0 but for a mutant
     */
    static Fate stormy(Request<?> request, boolean lastMoment, Chance chance, Plan plan, long timeout, long outlives) {
        if (!chance.percent(plan.faultPercent())) {
            return chance.oneIn(lastMoment ? 2 : 8) ? slow(chance, timeout + outlives) : calm(chance);
        }
        // Only a put of an event must have landed within the call timeout: the protocol asks it of nothing else.
        long longest = request instanceof Request.Put ? timeout + outlives : chance.pick(timeout, 4 * timeout);
        long answered = chance.pick(timeout, latency(chance), chance.upTo(timeout));
        return switch (chance.below(4)) {
            case 0 -> new Fate(Optional.empty(), latency(chance), Optional.of(Reply.throttled()));
            case 1 -> new Fate(Optional.empty(), answered, Optional.of(UNKNOWN));
            case 2 -> new Fate(Optional.of(latency(chance)), answered, Optional.of(UNKNOWN));
            default ->
                new Fate(Optional.of(chance.pick(longest, chance.upTo(longest))), answered, Optional.of(UNKNOWN));
        };
    }

    /**
     * A fate between a function that is cut off for a while and the table.
     *
     * @param until how long the network is away; what waits in its buffers lands soon after
     */
    static Fate cutOff(Request<?> request, Chance chance, long timeout, long until) {
        Optional<Long> applied = chance.oneIn(2) ? Optional.of(until + chance.upTo(2_000)) : Optional.empty();
        return new Fate(applied, timeout, Optional.of(UNKNOWN));
    }

    /** Takes effect at any time, and is answered at any time after that. */
    private static Fate slow(Chance chance, long timeout) {
        long applied = chance.pick(timeout, latency(chance), chance.upTo(timeout));
        long answered = chance.pick(timeout, Math.min(timeout, applied + latency(chance)));
        return new Fate(Optional.of(applied), Math.max(applied, answered), Optional.empty());
    }

    boolean isThrottled() {
        return lost.filter(Reply.throttled()::equals).isPresent();
    }
}
