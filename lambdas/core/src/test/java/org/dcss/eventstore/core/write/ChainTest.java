package org.dcss.eventstore.core.write;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dcss.eventstore.core.Samples.CAO;
import static org.dcss.eventstore.core.Samples.CPO;
import static org.dcss.eventstore.core.Samples.NOON;
import static org.dcss.eventstore.core.Samples.event;
import static org.dcss.eventstore.core.Samples.slot;
import static org.dcss.eventstore.core.Samples.time;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import org.dcss.eventstore.core.Day;
import org.dcss.eventstore.core.Event;
import org.dcss.eventstore.core.Reply;
import org.dcss.eventstore.core.Samples;
import org.dcss.eventstore.core.Slot;
import org.dcss.eventstore.core.Source;
import org.dcss.eventstore.core.table.Occupant;
import org.dcss.eventstore.core.table.PutResult;
import org.junit.jupiter.api.Test;

class ChainTest {

    private final Tables tables = Exchange.tables();
    private final Set<Day> openDays = new HashSet<>(Set.of(NOON.day()));

    private Batch batch(Delivery... messages) {
        return new Batch(
                List.of(messages),
                Samples.options(true),
                openDays,
                new FreshSlots(),
                new TakenSlots(),
                new SplittableRandom(1));
    }

    private Exchange at(long millisAfterNoon) {
        return new Exchange(tables, time(millisAfterNoon));
    }

    private static Outcome stored(long millisAfterNoon) {
        return new Outcome.Stored(slot(millisAfterNoon), false);
    }

    private static Slot lateSlot(Outcome outcome) {
        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Outcome.Stored.class,
                        stored -> assertThat(stored.late()).isTrue());
        return ((Outcome.Stored) outcome).at();
    }

    private static Delivery message(int number, long start) {
        return Samples.message(number, start);
    }

    private static Delivery message(Source src, String id, long start) {
        return Samples.message(event(src, id), start);
    }

    @Test
    void batchOfOneSourceCostsItsPutsAndTwoCallsForItsTail() {
        Exchange exchange = at(20);

        assertThat(exchange.finish(batch(message(1, 0), message(2, 1)))).containsExactly(stored(0), stored(1));
        assertThat(exchange.kinds()).containsExactly("ReadTail", "Put", "Put", "RaiseTail");
        assertThat(tables.tails().tail(CPO)).isEqualTo(new Reply.Known<>(Optional.of(slot(1))));
    }

    @Test
    void laterMessageComesAfterTheEarlierThoughItsStartIsEarlier() {
        Exchange exchange = at(20);

        List<Outcome> outcomes = exchange.finish(batch(message(1, 10), message(2, 0)));

        assertThat(outcomes.get(0)).isEqualTo(stored(10));
        assertThat(lateSlot(outcomes.get(1))).isGreaterThan(slot(10));
        assertThat(exchange.kinds()).containsExactly("ReadTail", "Put", "Forward", "Put", "RaiseTail");
        assertThat(exchange.now()).isEqualTo(time(20));
    }

    @Test
    void nextBatchComesAfterTheTailThoughItsSlotsAreFreshAndFree() {
        tables.tails().raise(CPO, slot(500));

        List<Outcome> outcomes = at(20).finish(batch(message(1, 0), message(2, 501)));

        assertThat(lateSlot(outcomes.get(0))).isGreaterThan(slot(500));
        assertThat(Exchange.at(tables, slot(0))).map(Occupant::next).contains(Optional.of(lateSlot(outcomes.get(0))));
    }

    @Test
    void twoDeliveriesOfABatchAtOnceAgreeOnItsOrder() {
        Batch zombie = batch(message(1, 10), message(2, 0));
        Exchange slow = at(20);
        Batch.Call<?> first = zombie.next(slow.now()).orElseThrow();
        answer(zombie, first, slow.now());
        Batch.Call<?> put = zombie.next(slow.now()).orElseThrow();

        List<Outcome> outcomes = at(40).finish(batch(message(1, 10), message(2, 0)));
        answer(zombie, put, time(60));
        List<Outcome> again = at(60).finish(zombie);

        assertThat(again)
                .containsExactly(
                        new Outcome.AlreadyStored(slot(10)), new Outcome.AlreadyStored(lateSlot(outcomes.get(1))));
    }

    private <T> void answer(Batch batch, Batch.Call<T> call, Instant at) {
        batch.answered(call, call.request().carryOut(tables), at);
    }

    @Test
    void conflictHoldsNothingBackAndDoesNotRaiseTheTail() {
        Event first = event(CPO, "game/1");
        at(20).finish(batch(Samples.message(first, 0)));
        Event second = new Event(first.id(), first.type(), CPO, first.accepted(), "{\"another\":1}");
        Exchange exchange = at(40);

        assertThat(exchange.finish(batch(Samples.message(second, 30), message(2, 31))))
                .containsExactly(new Outcome.IdConflict(slot(0), Optional.of("m1")), stored(31));
    }

    @Test
    void redeliveredMessageBelowTheTailIsFound() {
        at(20).finish(batch(message(1, 0), message(2, 1)));
        Exchange exchange = at(100);

        assertThat(exchange.finish(batch(message(1, 0)))).containsExactly(new Outcome.AlreadyStored(slot(0)));
        assertThat(exchange.kinds()).containsExactly("ReadTail", "Forward");
    }

    @Test
    void failureHoldsBackItsOwnSourceOnly() {
        Exchange exchange = at(20).failing(request ->
                request instanceof Request.Put put && put.event().src().equals(CPO)
                        ? Optional.of(new Reply.NoAnswer<>("?"))
                        : Optional.empty());

        List<Outcome> outcomes =
                exchange.finishBy(batch(message(CPO, "a", 0), message(CPO, "b", 1), message(CAO, "a", 2)), time(1_500));

        assertThat(outcomes.subList(0, 2)).hasOnlyElementsOfType(Outcome.Retry.class);
        assertThat(outcomes.get(2)).isEqualTo(stored(2));
    }

    @Test
    void poisonHoldsNothingBack() {
        Event refused = new Event(event(1).id(), Samples.MILESTONE, CPO, NOON.start(), "{\"refused\":true}");

        Exchange exchange = at(20).failing(request ->
                request instanceof Request.Put put && put.event().equals(refused)
                        ? Optional.of(new Reply.Known<>(new PutResult.Refused("refused")))
                        : Optional.empty());

        assertThat(exchange.finish(batch(Samples.message(refused, 0), message(2, 1))))
                .containsExactly(new Outcome.Poison("refused"), stored(1));
    }

    @Test
    void nothingCountsAsPlacedUntilTheTailIsConfirmed() {
        Exchange exchange = at(20).failing(request ->
                request instanceof Request.RaiseTail ? Optional.of(new Reply.NoAnswer<>("?")) : Optional.empty());

        assertThat(exchange.finishBy(batch(message(1, 0)), time(1_500)))
                .containsExactly(new Outcome.Retry("tail not confirmed"));
        assertThat(Exchange.at(tables, slot(0))).isPresent();
    }
}
