package org.dcss.eventstore.core.write;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dcss.eventstore.core.Samples.NOON;
import static org.dcss.eventstore.core.Samples.SETTLING;
import static org.dcss.eventstore.core.Samples.event;
import static org.dcss.eventstore.core.Samples.first;
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
import org.dcss.eventstore.core.Day;
import org.dcss.eventstore.core.Event;
import org.dcss.eventstore.core.Reply;
import org.dcss.eventstore.core.Samples;
import org.dcss.eventstore.core.Slot;
import org.dcss.eventstore.core.message.Message;
import org.dcss.eventstore.core.table.Claim;
import org.dcss.eventstore.core.table.Occupant;
import org.dcss.eventstore.core.table.PutResult;
import org.junit.jupiter.api.Test;

class BatchTest {

    private static final long HOUR = Duration.ofHours(1).toMillis();

    private final Tables tables = Exchange.tables();
    private final Set<Day> openDays = new HashSet<>(Set.of(NOON.day()));

    private Batch batch(Delivery... messages) {
        return batch(Samples.options(false), messages);
    }

    private Batch batch(WriterOptions options, Delivery... messages) {
        return new Batch(
                List.of(messages), options, openDays, new FreshSlots(), new TakenSlots(), new SplittableRandom(1));
    }

    private Batch batch(TakenSlots known, Delivery... messages) {
        return new Batch(
                List.of(messages), Samples.options(false), openDays, new FreshSlots(), known, new SplittableRandom(1));
    }

    private Exchange at(long millisAfterNoon) {
        return new Exchange(tables, time(millisAfterNoon));
    }

    private static Outcome stored(long millisAfterNoon) {
        return new Outcome.Stored(slot(millisAfterNoon), false);
    }

    /** At a slot from a time on, within the spread of fresh slots. */
    private static Slot assertStoredLate(Outcome outcome, Instant from) {
        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Outcome.Stored.class,
                        stored -> assertThat(stored.late()).isTrue());
        Slot at = ((Outcome.Stored) outcome).at();
        assertThat(at.start()).isBetween(from, from.plus(SETTLING.callTimeout()));
        return at;
    }

    /** A claim that the protocol before this one has made: it says nothing of content or message. */
    private static Claim claimOfBefore(Slot slot) {
        return new Claim(slot, Optional.empty(), Optional.empty());
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
        Exchange exchange =
                at(20).failing(once(request -> request instanceof Request.OpenDay, new Reply.NoAnswer<>("?")));

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
        assertThat(exchange.kinds()).containsExactly("Put", "Put", "ReadStretch", "Put");
    }

    /** Of a backlog each event has to pass what those before it have passed. */
    @Test
    void nextBatchOfAWriterReadsNothingAgain() {
        occupy(0, 99);
        TakenSlots known = new TakenSlots();
        at(20).finish(batch(known, message(1, 0)));
        Exchange exchange = at(20);

        assertThat(exchange.finish(batch(known, message(2, 50)))).containsExactly(stored(101));
        assertThat(exchange.kinds()).containsExactly("Put");
    }

    @Test
    void fewReadsShowAWholeBatchItsWayThroughACrowd() {
        IntStream.range(0, 400).filter(i -> i % 10 != 9).forEach(i -> occupy(i, i));
        Exchange exchange = at(400);

        List<Outcome> outcomes = exchange.finish(batch(
                IntStream.range(0, 10).mapToObj(i -> message(i, 360 - 40L * i)).toArray(Delivery[]::new)));

        assertThat(outcomes).startsWith(stored(369), stored(329)).endsWith(stored(9));
        assertThat(exchange.kinds())
                .hasSize(23)
                .filteredOn("ReadStretch"::equals)
                .hasSize(3);
    }

    @Test
    void putsGoOnWhereMostSlotsAreFree() {
        IntStream.range(0, 10).filter(i -> i % 3 == 0).forEach(i -> occupy(40 * i, 40 * i));
        Exchange exchange = at(400);

        exchange.finish(
                batch(IntStream.range(0, 10).mapToObj(i -> message(i, 40L * i)).toArray(Delivery[]::new)));

        assertThat(exchange.kinds()).hasSize(14).containsOnly("Put");
    }

    @Test
    void batchWithEqualStartsDoesNotCollideWithItself() {
        Exchange exchange = at(20);

        List<Outcome> outcomes = exchange.finish(
                batch(IntStream.range(0, 20).mapToObj(i -> message(i, 0)).toArray(Delivery[]::new)));

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
        exchange.failing(once(request -> request instanceof Request.Put, new Reply.NoAnswer<>("?")));

        assertThat(exchange.finish(batch(message(1, 0)))).containsExactly(stored(0));

        Exchange applied = at(20).failing(new Function<>() {
            private boolean done;

            @Override
            public Optional<Reply<?>> apply(Request<?> request) {
                if (done) {
                    return Optional.empty();
                }
                done = true;
                request.carryOut(tables);
                return Optional.of(new Reply.NoAnswer<>("?"));
            }
        });
        assertThat(applied.finish(batch(message(2, 1)))).containsExactly(found(1));
        assertThat(applied.kinds()).containsExactly("Put", "Put");
    }

    @Test
    void lateEventCostsOneTombstoneAndOnePut() {
        Exchange exchange = at(HOUR);

        Slot at = assertStoredLate(exchange.finish(batch(message(1, 0))).get(0), time(HOUR));

        assertThat(exchange.kinds()).containsExactly("Forward", "Put");
        assertThat(Exchange.at(tables, slot(0))).contains(Occupant.tombstone(event(1).key(), at));
    }

    @Test
    void lateDuplicateOfAnEventAtItsStartCostsOnePut() {
        at(20).finish(batch(message(1, 0)));
        Exchange exchange = at(HOUR);

        assertThat(exchange.finish(batch(message(1, 0)))).containsExactly(found(0));
        assertThat(exchange.kinds()).containsExactly("Forward");
    }

    @Test
    void lateDuplicateOfALateEventFollowsItsTombstone() {
        Outcome first = at(HOUR).finish(batch(message(1, 0))).get(0);
        Exchange exchange = at(2 * HOUR);

        assertThat(exchange.finish(batch(message(1, 0))))
                .containsExactly(new Outcome.AlreadyStored(((Outcome.Stored) first).at()));
        assertThat(exchange.kinds()).containsExactly("Forward", "Forward");
    }

    @Test
    void eventJustTooLateForItsStartWaitsForNothing() {
        Exchange exchange = at(2_001);

        assertStoredLate(exchange.finish(batch(message(1, 0))).get(0), time(2_001));
        assertThat(exchange.now()).isEqualTo(time(2_001));
    }

    @Test
    void tombstoneOfADeadAttemptIsFollowedAndAnotherPutAtItsEnd() {
        tables.events().forward(slot(0), event(1).key(), slot(HOUR));
        Exchange exchange = at(2 * HOUR);

        Slot at = assertStoredLate(exchange.finish(batch(message(1, 0))).get(0), time(2 * HOUR));

        assertThat(exchange.kinds()).containsExactly("Forward", "Forward", "Put");
        assertThat(Exchange.at(tables, slot(HOUR))).contains(Occupant.tombstone(event(1).key(), at));
    }

    @Test
    void tombstoneOfAnotherIsATakenSlot() {
        tables.events().forward(slot(0), event(1).key(), slot(HOUR));

        assertThat(at(20).finish(batch(message(2, 0)))).containsExactly(stored(1));
    }

    @Test
    void tombstoneOpensNoDay() {
        openDays.clear();
        Exchange exchange = at(48 * HOUR);

        exchange.finish(batch(message(1, 0)));

        assertThat(exchange.kinds()).containsExactly("Forward", "OpenDay", "Put");
        assertThat(exchange.requests()).doesNotContain(new Request.OpenDay(NOON.day()));
    }

    @Test
    void lateEventsOfABatchGoToDifferentSlots() {
        Exchange exchange = at(HOUR);

        List<Outcome> outcomes = exchange.finish(
                batch(IntStream.range(0, 200).mapToObj(i -> message(i, i)).toArray(Delivery[]::new)));

        assertThat(outcomes).doesNotHaveDuplicates();
        assertThat(exchange.kinds()).hasSize(400).containsOnly("Forward", "Put");
    }

    @Test
    void putWithoutAnswerIsDecidedAtItsSlotThoughThatIsTooOldByThen() {
        Batch batch = batch(message(1, 0));
        Exchange soon = at(20).failing(request ->
                request instanceof Request.Put ? Optional.of(new Reply.NoAnswer<>("?")) : Optional.empty());
        soon.finishBy(batch, time(2_000));
        Exchange exchange = at(5_000);

        Slot at = assertStoredLate(exchange.finish(batch).get(0), time(5_000));

        assertThat(exchange.kinds()).containsExactly("Forward", "Put");
        assertThat(tables.events().put(slot(0), event(1)))
                .as("what comes of the put at last")
                .isEqualTo(new Reply.Known<>(new PutResult.Taken(Occupant.tombstone(event(1).key(), at))));
        assertThat(batch.latePuts(time(9_000))).isEmpty();
    }

    @Test
    void putFoundTooLateForAReaderIsCounted() {
        Batch batch = batch(message(1, 0));
        Exchange soon = at(20).failing(request ->
                request instanceof Request.Put ? Optional.of(new Reply.NoAnswer<>("?")) : Optional.empty());
        soon.finishBy(batch, time(2_000));
        assertThat(batch.latePuts(time(3_000))).isEmpty();
        assertThat(batch.latePuts(time(3_001)))
                .as("still unknown")
                .containsExactly(new WriteReport.LatePut(event(1).key(), slot(0)));
        tables.events().put(slot(0), event(1));

        assertThat(at(3_001).finish(batch)).containsExactly(found(0));
        assertThat(batch.latePuts(time(3_001))).containsExactly(new WriteReport.LatePut(event(1).key(), slot(0)));
    }

    @Test
    void putFoundInTimeIsNotCounted() {
        Batch batch = batch(message(1, 0));
        at(20).failing(request -> {
                    request.carryOut(tables);
                    return Optional.of(new Reply.NoAnswer<>("?"));
                })
                .finishBy(batch, time(30));

        assertThat(at(3_000).finish(batch)).containsExactly(found(0));
        assertThat(batch.latePuts(time(9_000))).isEmpty();
    }

    @Test
    void onlyAMessageDeliveredBeforeMayHaveLandedLateUnseen() {
        tables.events().put(slot(0), event(1));
        Batch first = batch(message(1, 0));
        Batch again = batch(new Delivery(message(1, 0).message(), "m1", true));
        Batch againSoon = batch(new Delivery(message(1, 0).message(), "m1", true));
        at(HOUR).finish(first);
        at(HOUR).finish(again);
        at(3_000).finish(againSoon);

        assertThat(first.latePuts(time(HOUR))).isEmpty();
        assertThat(again.latePuts(time(HOUR))).containsExactly(new WriteReport.LatePut(event(1).key(), slot(0)));
        assertThat(againSoon.latePuts(time(HOUR))).isEmpty();
    }

    @Test
    void anotherContentUnderAnIdIsAConflictThatNamesTheMessageOfTheFirst() {
        Event first = event(Samples.CPO, "game/1");
        Event second = new Event(first.id(), Samples.LOGFILE, first.src(), first.accepted(), first.data());
        at(20).finish(batch(new Delivery(new Message(first, slot(0)), "m1", false)));
        Exchange exchange = at(24 * HOUR);

        assertThat(exchange.finish(batch(new Delivery(new Message(second, slot(24 * HOUR)), "m2", false))))
                .containsExactly(new Outcome.IdConflict(slot(0), Optional.of("m1")));
        assertThat(exchange.kinds()).containsExactly("MakeClaim");
    }

    @Test
    void ofTwoContentsInOneBatchOneIsStored() {
        Event first = event(Samples.CPO, "game/1");
        Event second = new Event(first.id(), first.type(), first.src(), first.accepted(), "{\"another\":1}");

        assertThat(at(20).finish(batch(message(first, 0), message(second, 1))))
                .containsExactly(stored(0), new Outcome.IdConflict(slot(0), Optional.of("m1")));
    }

    @Test
    void lateClientIdCostsOneClaimAndOnePut() {
        Exchange exchange = at(HOUR);

        assertStoredLate(
                exchange.finish(batch(message(event(Samples.CPO, "game/1"), 0))).get(0), time(HOUR));
        assertThat(exchange.kinds()).containsExactly("MakeClaim", "Put");
    }

    @Test
    void oldMessageStartsAtTheClaimThatTheProtocolBeforeHasMadeForIt() {
        tables.claims().claim(event(1).key(), claimOfBefore(slot(HOUR)));
        tables.events().put(slot(HOUR), event(1));
        Exchange exchange = at(2 * HOUR);

        assertThat(exchange.finish(batch(first(new Message(event(1), slot(0), 1)))))
                .containsExactly(found(HOUR));
        assertThat(exchange.kinds()).containsExactly("FindClaim", "Forward");
    }

    @Test
    void oldMessageWithoutAClaimStartsAtItsOwnSlotAndMakesNone() {
        Exchange exchange = at(20);

        assertThat(exchange.finish(batch(first(new Message(event(1), slot(0), 1)))))
                .containsExactly(stored(0));
        assertThat(exchange.kinds()).containsExactly("FindClaim", "Put");
        assertThat(tables.claims().find(event(1).key())).isEqualTo(new Reply.Known<>(Optional.empty()));
    }

    @Test
    void oldClaimOfAClientIdIsTakenForTheSameContent() {
        Event event = event(Samples.CPO, "game/1");
        tables.claims().claim(event.key(), claimOfBefore(slot(0)));

        assertThat(at(20).finish(batch(message(event, 10)))).containsExactly(stored(0));
    }

    @Test
    void messageOlderThanEventsAreKeptIsNotWalked() {
        WriterOptions month = new WriterOptions(SETTLING, Optional.of(Duration.ofDays(30)), false, 8);
        Exchange exchange = at(30 * 24 * HOUR - HOUR);

        assertThat(exchange.finish(batch(month, message(1, 0), message(event(Samples.CPO, "game/1"), 0))))
                .allSatisfy(outcome -> assertThat(outcome)
                        .isInstanceOfSatisfying(
                                Outcome.Poison.class,
                                poison -> assertThat(poison.reason()).contains("longer ago than events are kept")));
        assertThat(exchange.kinds()).isEmpty();
    }

    @Test
    void idClaimedLongerAgoThanEventsAreKeptStoresNothingNew() {
        WriterOptions month = new WriterOptions(SETTLING, Optional.of(Duration.ofDays(30)), false, 8);
        long now = 40 * 24 * HOUR;
        Event before = event(Samples.CPO, "game/1");
        at(20).finish(batch(message(before, 0)));
        Event again =
                new Event(before.id(), before.type(), before.src(), time(now).minusMillis(20), before.data());
        Exchange exchange = at(now);

        assertThat(exchange.finish(batch(month, message(again, now - 20)))).containsExactly(found(0));
        assertThat(exchange.kinds()).containsExactly("MakeClaim");
    }

    @Test
    void clientIdCostsOneClaimAndOnePut() {
        Exchange exchange = at(20);

        assertThat(exchange.finish(batch(message(event(Samples.CPO, "game/1"), 0))))
                .containsExactly(stored(0));
        assertThat(exchange.kinds()).containsExactly("MakeClaim", "Put");
    }

    @Test
    void clientIdAgainInAnotherMessageIsFoundWhereTheFirstWasStored() {
        Event event = event(Samples.CPO, "game/1");
        at(20).finish(batch(message(event, 0)));
        Exchange soon = at(1_000);
        Exchange late = at(24 * HOUR);

        assertThat(soon.finish(batch(message(event, 990)))).containsExactly(found(0));
        assertThat(soon.kinds()).containsExactly("MakeClaim", "Put");
        assertThat(late.finish(batch(message(event, 24 * HOUR)))).containsExactly(found(0));
        assertThat(late.kinds()).containsExactly("MakeClaim", "Forward");
    }

    @Test
    void equalIdsOfTwoSourcesAreTwoEvents() {
        Delivery cpo = message(event(Samples.CPO, "game/1"), 0);
        Delivery cao = message(event(Samples.CAO, "game/1"), 0);

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
        assertThat(exchange.kinds()).containsExactly("Forward", "Forward");
    }

    @Test
    void refusedEventIsPoisonAndLeavesItsMatesAlone() {
        Event refused = new Event(event(1).id(), Samples.MILESTONE, Samples.CPO, NOON.start(), "{\"refused\":true}");

        Exchange exchange = at(20).failing(request ->
                request instanceof Request.Put put && put.event().equals(refused)
                        ? Optional.of(new Reply.Known<>(new PutResult.Refused("refused")))
                        : Optional.empty());

        assertThat(exchange.finish(batch(message(refused, 0), message(2, 0))))
                .containsExactly(new Outcome.Poison("refused"), stored(0));
    }

    @Test
    void lateEventsArePacedToOneAMillisecond() {
        Exchange exchange = at(HOUR);
        int many = 2_500;

        List<Outcome> outcomes = exchange.finish(
                batch(IntStream.range(0, many).mapToObj(i -> message(i, i)).toArray(Delivery[]::new)));

        assertThat(outcomes).doesNotHaveDuplicates();
        assertThat(exchange.now()).isAfter(time(HOUR));
    }

    @Test
    void throttledPutIsTriedAgainLater() {
        Exchange exchange = at(20).failing(once(request -> request instanceof Request.Put, Reply.throttled()));

        assertThat(exchange.finish(batch(message(1, 0)))).containsExactly(stored(0));
        assertThat(exchange.now()).isAfter(time(20));
    }

    @Test
    void unfinishedEventIsToBeRetried() {
        Exchange exchange = at(20).failing(request ->
                request instanceof Request.Put put && put.slot().equals(slot(0))
                        ? Optional.of(Reply.throttled())
                        : Optional.empty());

        List<Outcome> outcomes = exchange.finishBy(batch(message(1, 0), message(2, 10)), time(500));

        assertThat(outcomes.get(0)).isInstanceOf(Outcome.Retry.class);
        assertThat(outcomes.get(1)).isEqualTo(stored(10));
    }

    private static Function<Request<?>, Optional<Reply<?>>> once(Predicate<Request<?>> which, Reply<?> answer) {
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
