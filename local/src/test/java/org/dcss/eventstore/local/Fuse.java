package org.dcss.eventstore.local;

import java.util.Optional;
import java.util.function.Supplier;
import org.dcss.eventstore.core.table.Claim;
import org.dcss.eventstore.core.table.ClaimResult;
import org.dcss.eventstore.core.table.ClaimTable;
import org.dcss.eventstore.core.Day;
import org.dcss.eventstore.core.Event;
import org.dcss.eventstore.core.EventKey;
import org.dcss.eventstore.core.table.EventTable;
import org.dcss.eventstore.core.table.PutResult;
import org.dcss.eventstore.core.table.Stretch;
import org.dcss.eventstore.core.Slot;
import org.dcss.eventstore.core.Source;

/**
 * The tables of a consumer that dies at a chosen call: that call is carried out or not, none is answered from then on,
 * and the consumer is interrupted.
 */
final class Fuse {

    private final Thread consumer;
    private final boolean lastIsCarriedOut;
    private int callsLeft;

    /** @param calls how many calls are answered */
    Fuse(Thread consumer, int calls, boolean lastIsCarriedOut) {
        this.consumer = consumer;
        this.callsLeft = calls;
        this.lastIsCarriedOut = lastIsCarriedOut;
    }

    synchronized boolean isBlown() {
        return callsLeft < 0;
    }

    private <T> T call(Supplier<T> real, T unanswered) {
        boolean last;
        synchronized (this) {
            if (isBlown()) {
                return unanswered;
            }
            callsLeft--;
            last = isBlown();
        }
        T answer = last && !lastIsCarriedOut ? unanswered : real.get();
        if (last) {
            consumer.interrupt();
        }
        return isBlown() ? unanswered : answer;
    }

    EventTable on(EventTable table) {
        return new EventTable() {
            @Override
            public boolean open(Day day) {
                return call(() -> table.open(day), false);
            }

            @Override
            public PutResult put(Slot slot, Event event) {
                return call(() -> table.put(slot, event), new PutResult.Unknown("dead"));
            }

            @Override
            public PutResult forward(Slot slot, EventKey key, Slot next) {
                return call(() -> table.forward(slot, key, next), new PutResult.Unknown("dead"));
            }

            @Override
            public Optional<Stretch> run(Slot from) {
                return call(() -> table.run(from), Optional.empty());
            }
        };
    }

    ClaimTable on(ClaimTable table) {
        return new ClaimTable() {
            @Override
            public ClaimResult claim(EventKey key, Claim wanted) {
                return call(() -> table.claim(key, wanted), new ClaimResult.Unknown("dead"));
            }

            @Override
            public ClaimResult find(EventKey key) {
                return call(() -> table.find(key), new ClaimResult.Unknown("dead"));
            }

            @Override
            public Optional<Optional<Slot>> tail(Source src) {
                return call(() -> table.tail(src), Optional.empty());
            }

            @Override
            public boolean raiseTail(Source src, Slot slot) {
                return call(() -> table.raiseTail(src, slot), false);
            }
        };
    }
}
