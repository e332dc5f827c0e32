package org.dcss.eventstore.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dcss.eventstore.core.Samples.NOON;
import static org.dcss.eventstore.core.Samples.SETTLING;
import static org.dcss.eventstore.core.Samples.event;
import static org.dcss.eventstore.core.Samples.message;
import static org.dcss.eventstore.core.Samples.slot;
import static org.dcss.eventstore.core.Samples.time;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PlacementsTest {

    private static final long HOUR = Duration.ofHours(1).toMillis();

    private final SimulatedTables tables = Exchange.tables();
    private final Set<Day> openDays = new HashSet<>(Set.of(NOON.day()));

    private Placements batch(Message... messages) {
        return new Placements(List.of(messages), false, SETTLING, openDays, new SplittableRandom(1));
    }

    private Exchange at(long millisAfterNoon) {
        return new Exchange(tables, time(millisAfterNoon));
    }

    private static Outcome stored(long millisAfterNoon) {
        return new Outcome.Stored(slot(millisAfterNoon), false);
    }

    private static Outcome storedLate(Instant at) {
        return new Outcome.Stored(Slot.at(at), true);
    }

    private static Outcome found(long millisAfterNoon) {
        return new Outcome.AlreadyStored(slot(millisAfterNoon));
    }

    private void occupy(int from, int through) {
        IntStream.rangeClosed(from, through)
                .forEach(i -> tables.events().put(slot(i), event(Samples.CAO, "other" + i)));
    }

    @Test
    void freshEventCostsOnePut() {
        Exchange exchange = at(20);

        assertThat(exchange.finish(batch(message(1, 0)))).containsExactly(stored(0));
        assertThat(exchange.kinds()).containsExactly("Put");
    }

    @Test
    void firstEventOfADayOpensItOncePerProcess() {
        openDays.clear();
        Exchange exchange = at(20);

        exchange.finish(batch(message(1, 0), message(2, 1)));
        exchange.finish(batch(message(3, 2)));

        assertThat(exchange.kinds()).containsExactly("OpenDay", "Put", "Put", "Put");
    }

    @Test
    void dayIsOpenedForCertainBeforeItsFirstPut() {
        openDays.clear();
        Exchange exchange = at(20).failing(once(request -> request instanceof Request.OpenDay, new Answer.NoAnswer()));

        exchange.finish(batch(message(1, 0)));

        assertThat(exchange.kinds()).containsExactly("OpenDay", "OpenDay", "Put");
    }

    @Test
    void freshDuplicateCostsOnePut() {
        at(20).finish(batch(message(1, 0)));
        Exchange exchange = at(200);

        assertThat(exchange.finish(batch(message(1, 0)))).containsExactly(found(0));
        assertThat(exchange.kinds()).containsExactly("Put");
    }

    @Test
    void longRunIsResolvedByOneRead() {
        occupy(0, 99);
        Exchange exchange = at(20);

        assertThat(exchange.finish(batch(message(1, 0)))).containsExactly(stored(100));
        assertThat(exchange.kinds()).containsExactly("Put", "Put", "ReadRun", "Put");
    }

    @Test
    void fewReadsShowAWholeBatchItsWayThroughACrowd() {
        IntStream.range(0, 400).filter(i -> i % 10 != 9).forEach(i -> occupy(i, i));
        Exchange exchange = at(400);

        List<Outcome> outcomes = exchange.finish(batch(
                IntStream.range(0, 10).mapToObj(i -> message(i, 360 - 40L * i)).toArray(Message[]::new)));

        assertThat(outcomes).startsWith(stored(369), stored(329)).endsWith(stored(9));
        assertThat(exchange.kinds()).hasSize(23).filteredOn("ReadRun"::equals).hasSize(3);
    }

    @Test
    void putsGoOnWhereMostSlotsAreFree() {
        IntStream.range(0, 10).filter(i -> i % 3 == 0).forEach(i -> occupy(40 * i, 40 * i));
        Exchange exchange = at(400);

        exchange.finish(
                batch(IntStream.range(0, 10).mapToObj(i -> message(i, 40L * i)).toArray(Message[]::new)));

        assertThat(exchange.kinds()).hasSize(14).containsOnly("Put");
    }

    @Test
    void batchWithEqualStartsDoesNotCollideWithItself() {
        Exchange exchange = at(20);

        List<Outcome> outcomes = exchange.finish(
                batch(IntStream.range(0, 20).mapToObj(i -> message(i, 0)).toArray(Message[]::new)));

        assertThat(outcomes).doesNotHaveDuplicates().contains(stored(0), stored(19));
        assertThat(exchange.kinds()).hasSize(20).containsOnly("Put");
    }

    @Test
    void messageTwiceInOneBatchIsStoredOnce() {
        assertThat(at(20).finish(batch(message(1, 0), message(1, 0)))).containsExactlyInAnyOrder(stored(0), found(0));
    }

    @Test
    void putWithoutAnswerIsResolvedInTheSameBatch() {
        Exchange exchange = at(20);
        exchange.failing(once(request -> request instanceof Request.Put, new Answer.OfPut(new PutResult.Unknown("?"))));

        assertThat(exchange.finish(batch(message(1, 0)))).containsExactly(stored(0));

        Exchange applied = at(20).failing(new Function<>() {
            private boolean done;

            @Override
            public Optional<Answer> apply(Request request) {
                if (done) {
                    return Optional.empty();
                }
                done = true;
                tables.answer(request);
                return Optional.of(new Answer.OfPut(new PutResult.Unknown("?")));
            }
        });
        assertThat(applied.finish(batch(message(2, 1)))).containsExactly(found(1));
        assertThat(applied.kinds()).containsExactly("Put", "Put");
    }

    @Test
    void lateEventCostsOneReadOneClaimAndOnePut() {
        Exchange exchange = at(HOUR);

        assertThat(exchange.finish(batch(message(1, 0)))).containsExactly(storedLate(time(HOUR)));
        assertThat(exchange.kinds()).containsExactly("ReadRun", "Claim", "Put");
    }

    @Test
    void lateDuplicateOfAnEventAtItsStartCostsOneRead() {
        at(20).finish(batch(message(1, 0)));
        Exchange exchange = at(HOUR);

        assertThat(exchange.finish(batch(message(1, 0)))).containsExactly(found(0));
        assertThat(exchange.kinds()).containsExactly("ReadRun");
    }

    @Test
    void lateDuplicateOfALateEventCostsOneReadAndOneClaim() {
        at(HOUR).finish(batch(message(1, 0)));
        Exchange exchange = at(2 * HOUR);

        assertThat(exchange.finish(batch(message(1, 0)))).containsExactly(found(HOUR));
        assertThat(exchange.kinds()).containsExactly("ReadRun", "Claim");
    }

    @Test
    void eventTooLateForItsStartWaitsUntilThatHasSettled() {
        Exchange exchange = at(3_000);

        assertThat(exchange.finish(batch(message(1, 0)))).containsExactly(storedLate(time(4_000)));
        assertThat(exchange.kinds()).containsExactly("ReadRun", "ReadRun", "Claim", "Put");
        assertThat(exchange.now()).isEqualTo(time(4_000));
    }

    @Test
    void claimOfADeadAttemptIsMoved() {
        tables.claims().claim(event(1).key(), slot(HOUR), Instant.MAX);
        Exchange exchange = at(2 * HOUR);

        // One slot on, since the first had been asked for by the claim that was not granted.
        assertThat(exchange.finish(batch(message(1, 0)))).containsExactly(storedLate(time(2 * HOUR + 1)));
        assertThat(exchange.kinds()).containsExactly("ReadRun", "Claim", "MoveClaim", "Put");
        assertThat(tables.claims().claimOf(event(1).key())).contains(slot(2 * HOUR + 1));
    }

    @Test
    void clientIdCostsOneClaimAndOnePut() {
        Exchange exchange = at(20);

        assertThat(exchange.finish(batch(message(event(Samples.CPO, "game/1"), 0))))
                .containsExactly(stored(0));
        assertThat(exchange.kinds()).containsExactly("Claim", "Put");
    }

    @Test
    void clientIdAgainInAnotherMessageIsFoundWhereTheFirstWasStored() {
        Event event = event(Samples.CPO, "game/1");
        at(20).finish(batch(message(event, 0)));
        Exchange soon = at(1_000);
        Exchange late = at(24 * HOUR);

        assertThat(soon.finish(batch(message(event, 990)))).containsExactly(found(0));
        assertThat(soon.kinds()).containsExactly("Claim", "Put");
        assertThat(late.finish(batch(message(event, 24 * HOUR)))).containsExactly(found(0));
        assertThat(late.kinds()).containsExactly("Claim", "ReadRun");
    }

    @Test
    void equalIdsOfTwoSourcesAreTwoEvents() {
        Message cpo = message(event(Samples.CPO, "game/1"), 0);
        Message cao = message(event(Samples.CAO, "game/1"), 0);

        assertThat(at(20).finish(batch(cpo, cao))).containsExactly(stored(0), stored(1));
    }

    @Test
    void runCrossesMidnight() {
        Slot last = NOON.day().last();
        long toMidnight = last.millis() - NOON.millis();
        occupy((int) toMidnight, (int) toMidnight);
        Exchange exchange = at(toMidnight + 20);

        assertThat(exchange.finish(batch(message(1, toMidnight)))).containsExactly(stored(toMidnight + 1));
        assertThat(exchange.kinds()).containsExactly("Put", "OpenDay", "Put");
        assertThat(exchange.requests()).contains(new Request.OpenDay(NOON.day().next()));
    }

    @Test
    void lateEventIsFoundAcrossMidnight() {
        Slot last = NOON.day().last();
        long toMidnight = last.millis() - NOON.millis();
        occupy((int) toMidnight, (int) toMidnight);
        at(toMidnight + 20).finish(batch(message(1, toMidnight)));
        Exchange exchange = at(toMidnight + HOUR);

        assertThat(exchange.finish(batch(message(1, toMidnight)))).containsExactly(found(toMidnight + 1));
        assertThat(exchange.kinds()).containsExactly("ReadRun", "ReadRun");
    }

    @Test
    void refusedEventIsPoisonAndLeavesItsMatesAlone() {
        Event refused =
                new Event(event(1).id(), Samples.MILESTONE, Samples.CPO, NOON.start(), SimulatedTable.REFUSED_DATA);

        assertThat(at(20).finish(batch(message(refused, 0), message(2, 0))))
                .containsExactly(new Outcome.Poison("refused"), stored(0));
    }

    @Test
    void lateEventsArePacedToOneAMillisecond() {
        Exchange exchange = at(HOUR);
        int many = 2_050;

        List<Outcome> outcomes = exchange.finish(
                batch(IntStream.range(0, many).mapToObj(i -> message(i, i)).toArray(Message[]::new)));

        assertThat(outcomes).doesNotHaveDuplicates().contains(storedLate(time(HOUR + many - 1)));
        assertThat(exchange.now()).isEqualTo(time(HOUR + many - 1 - 2_000));
    }

    @Test
    void throttledPutIsTriedAgainLater() {
        Exchange exchange = at(20).failing(
                        once(request -> request instanceof Request.Put, new Answer.OfPut(new PutResult.Throttled())));

        assertThat(exchange.finish(batch(message(1, 0)))).containsExactly(stored(0));
        assertThat(exchange.now()).isAfter(time(20));
    }

    @Test
    void unfinishedEventIsToBeRetried() {
        Exchange exchange = at(3_000);

        List<Outcome> outcomes = exchange.finishBy(batch(message(1, 0), message(2, 2_900)), time(3_500));

        assertThat(outcomes.get(0)).isInstanceOf(Outcome.Retry.class);
        assertThat(outcomes.get(1)).isEqualTo(stored(2_900));
    }

    private static Function<Request, Optional<Answer>> once(Predicate<Request> which, Answer answer) {
        boolean[] done = new boolean[1];
        return request -> {
            if (done[0] || !which.test(request)) {
                return Optional.empty();
            }
            done[0] = true;
            return Optional.of(answer);
        };
    }
}
