package org.dcss.eventstore.local;

import java.util.Optional;
import java.util.function.Supplier;
import org.dcss.eventstore.core.Day;
import org.dcss.eventstore.core.Event;
import org.dcss.eventstore.core.EventKey;
import org.dcss.eventstore.core.Reply;
import org.dcss.eventstore.core.Slot;
import org.dcss.eventstore.core.Source;
import org.dcss.eventstore.core.table.Claim;
import org.dcss.eventstore.core.table.ClaimTable;
import org.dcss.eventstore.core.table.EventTable;
import org.dcss.eventstore.core.table.PutResult;
import org.dcss.eventstore.core.table.Stretch;
import org.dcss.eventstore.core.table.TailTable;
import org.dcss.eventstore.core.write.Tables;

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

    private <T> Reply<T> call(Supplier<Reply<T>> real) {
        Reply<T> unanswered = new Reply.NoAnswer<>("dead");
        boolean last;
        synchronized (this) {
            if (isBlown()) {
                return unanswered;
            }
            callsLeft--;
            last = isBlown();
        }
        Reply<T> answer = last && !lastIsCarriedOut ? unanswered : real.get();
        if (last) {
            consumer.interrupt();
        }
        return isBlown() ? unanswered : answer;
    }

    Tables on(Tables tables) {
        return new Tables(on(tables.events()), on(tables.claims()), on(tables.tails()));
    }

    private EventTable on(EventTable table) {
        return new EventTable() {
            @Override
            public Reply<Day> open(Day day) {
                return call(() -> table.open(day));
            }

            @Override
            public Reply<PutResult> put(Slot slot, Event event) {
                return call(() -> table.put(slot, event));
            }

            @Override
            public Reply<PutResult> forward(Slot slot, EventKey key, Slot next) {
                return call(() -> table.forward(slot, key, next));
            }

            @Override
            public Reply<Stretch> stretch(Slot from) {
                return call(() -> table.stretch(from));
            }
        };
    }

    private ClaimTable on(ClaimTable table) {
        return new ClaimTable() {
            @Override
            public Reply<Claim> claim(EventKey key, Claim wanted) {
                return call(() -> table.claim(key, wanted));
            }

            @Override
            public Reply<Optional<Claim>> find(EventKey key) {
                return call(() -> table.find(key));
            }
        };
    }

    private TailTable on(TailTable table) {
        return new TailTable() {
            @Override
            public Reply<Optional<Slot>> tail(Source src) {
                return call(() -> table.tail(src));
            }

            @Override
            public Reply<Slot> raise(Source src, Slot slot) {
                return call(() -> table.raise(src, slot));
            }
        };
    }
}
