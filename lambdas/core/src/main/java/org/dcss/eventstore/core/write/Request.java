package org.dcss.eventstore.core.write;

import java.util.Optional;
import org.dcss.eventstore.core.Day;
import org.dcss.eventstore.core.Event;
import org.dcss.eventstore.core.EventKey;
import org.dcss.eventstore.core.Reply;
import org.dcss.eventstore.core.Slot;
import org.dcss.eventstore.core.Source;
import org.dcss.eventstore.core.table.Claim;
import org.dcss.eventstore.core.table.PutResult;
import org.dcss.eventstore.core.table.Stretch;

/**
 * One call to a table that the write protocol asks for.
 *
 * @param <T> what the table says if it answers
 */
public sealed interface Request<T> {

    Reply<T> carryOut(Tables tables);

    record OpenDay(Day day) implements Request<Day> {
        @Override
        public Reply<Day> carryOut(Tables tables) {
            return tables.events().open(day);
        }
    }

    record Put(Slot slot, Event event) implements Request<PutResult> {
        @Override
        public Reply<PutResult> carryOut(Tables tables) {
            return tables.events().put(slot, event);
        }
    }

    /** Put a tombstone. */
    record Forward(Slot slot, EventKey key, Slot next) implements Request<PutResult> {
        @Override
        public Reply<PutResult> carryOut(Tables tables) {
            return tables.events().forward(slot, key, next);
        }
    }

    record ReadStretch(Slot from) implements Request<Stretch> {
        @Override
        public Reply<Stretch> carryOut(Tables tables) {
            return tables.events().stretch(from);
        }
    }

    record MakeClaim(EventKey key, Claim claim) implements Request<Claim> {
        @Override
        public Reply<Claim> carryOut(Tables tables) {
            return tables.claims().claim(key, claim);
        }
    }

    record FindClaim(EventKey key) implements Request<Optional<Claim>> {
        @Override
        public Reply<Optional<Claim>> carryOut(Tables tables) {
            return tables.claims().find(key);
        }
    }

    record ReadTail(Source src) implements Request<Optional<Slot>> {
        @Override
        public Reply<Optional<Slot>> carryOut(Tables tables) {
            return tables.tails().tail(src);
        }
    }

    record RaiseTail(Source src, Slot slot) implements Request<Slot> {
        @Override
        public Reply<Slot> carryOut(Tables tables) {
            return tables.tails().raise(src, slot);
        }
    }
}
