package org.dcss.eventstore.core.write;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.dcss.eventstore.core.Samples.SETTLING;
import static org.dcss.eventstore.core.Samples.event;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.dcss.eventstore.core.Reply;
import org.dcss.eventstore.core.Samples;
import org.dcss.eventstore.core.Slot;
import org.dcss.eventstore.core.StoredEvent;
import org.dcss.eventstore.core.memory.MemoryClaimTable;
import org.dcss.eventstore.core.memory.MemoryTailTable;
import org.dcss.eventstore.core.message.Message;
import org.dcss.eventstore.core.table.PutResult;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EventWriterTest {

    private static final Duration LONG = Duration.ofMinutes(5);
    /** Makes the first two waits of a batch differ as much as they can. */
    private static final long SEED = 86;

    private static final Duration HOUR = Duration.ofHours(1);

    private final ExecutorService threads = Executors.newFixedThreadPool(8, task -> {
        Thread thread = new Thread(task);
        thread.setUncaughtExceptionHandler((which, expected) -> {});
        return thread;
    });
    private final ShiftedClock clock = new ShiftedClock();
    private final FaultyTable table = new FaultyTable();
    private final Tables tables = new Tables(table, new MemoryClaimTable(), new MemoryTailTable());

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    private EventWriter writer(int concurrency, Executor executor) {
        WriterOptions options = new WriterOptions(SETTLING, Optional.empty(), false, concurrency);
        return new EventWriter(tables, options, executor, clock, () -> new SplittableRandom(SEED));
    }

    private Delivery message(int number, Duration age) {
        return Samples.first(new Message(event(number), Slot.at(clock.instant().minus(age))));
    }

    private Instant later() {
        return clock.instant().plus(LONG);
    }

    @Test
    void reportTellsWhatAFreshEventCost() {
        EventWriter writer = writer(1, Runnable::run);
        Delivery message = message(1, Duration.ZERO);

        WriteReport first = writer.write(List.of(message), later());
        WriteReport duplicate = writer(1, Runnable::run).write(List.of(message), later());
        WriteReport known = writer.write(List.of(message), later());

        assertThat(first.outcomes())
                .containsExactly(new Outcome.Stored(message.message().start(), false));
        assertThat(first.calls()).isEqualTo(new WriteReport.Calls(1, 0, 1, 0));
        assertThat(first.putLateness()).hasSize(1);
        assertThat(first.latePuts()).isEmpty();
        assertThat(duplicate.outcomes())
                .containsExactly(new Outcome.AlreadyStored(message.message().start()));
        assertThat(duplicate.calls()).as("another writer's").isEqualTo(new WriteReport.Calls(1, 0, 1, 0));
        assertThat(duplicate.putLateness()).isEmpty();
        assertThat(known.outcomes()).isEqualTo(duplicate.outcomes());
        assertThat(known.calls()).as("by who has put it").isEqualTo(new WriteReport.Calls(0, 0, 0, 0));
    }

    @Test
    void reportTellsWhatALateEventCost() {
        EventWriter writer = writer(1, Runnable::run);
        writer.write(List.of(message(1, Duration.ZERO)), later());
        Delivery message = message(2, HOUR);

        WriteReport late = writer.write(List.of(message), later());
        WriteReport duplicate = writer(1, Runnable::run).write(List.of(message), later());

        assertThat(late.calls()).isEqualTo(new WriteReport.Calls(2, 0, 0, 0));
        assertThat(duplicate.outcomes().get(0)).isInstanceOf(Outcome.AlreadyStored.class);
        assertThat(duplicate.calls()).as("another writer's").isEqualTo(new WriteReport.Calls(2, 0, 1, 0));
    }

    @Test
    void putSeenToLandTooLateIsCounted() {
        table.failNext(put -> {
            Reply<PutResult> result = put.carryOut();
            clock.advance(SETTLING.settle());
            return result;
        });

        Message message = message(1, Duration.ZERO).message();

        WriteReport report = writer(1, Runnable::run).write(List.of(new Delivery(message, "m1", false)), later());

        assertThat(report.latePuts())
                .containsExactly(new WriteReport.LatePut(message.event().key(), message.start()));
        assertThat(report.putLateness()).allMatch(late -> late.compareTo(SETTLING.settle()) >= 0);
    }

    @Test
    void putWithoutAnswerIsCountedAndResolved() {
        Delivery message = message(1, Duration.ZERO);
        table.failNext(put -> {
            return put.carryOut().equals(new Reply.Known<>(new PutResult.Stored()))
                    ? new Reply.NoAnswer<>("lost")
                    : Reply.throttled();
        });

        WriteReport report = writer(1, Runnable::run).write(List.of(message), later());

        assertThat(report.outcomes())
                .containsExactly(new Outcome.AlreadyStored(message.message().start()));
        assertThat(report.unknownPuts()).isEqualTo(1);
    }

    @Test
    void putHeldUpOnItsWayIsNotSent() {
        AtomicBoolean heldUp = new AtomicBoolean();
        EventWriter writer = writer(1, task -> {
            if (heldUp.getAndSet(false)) {
                clock.advance(SETTLING.settle());
            }
            task.run();
        });
        writer.write(List.of(message(1, Duration.ZERO)), later());
        Delivery message = message(2, Duration.ZERO);
        heldUp.set(true);

        WriteReport report = writer.write(List.of(message), later());

        assertThat(report.outcomes()).allMatch(outcome -> outcome instanceof Outcome.Stored stored && stored.late());
        assertThat(table.get(message.message().start()).map(StoredEvent::event))
                .isNotEqualTo(Optional.of(message.message().event()));
        assertThat(report.latePuts()).isEmpty();
    }

    @Test
    void portThatThrowsIsTriedAgain() {
        Delivery message = message(1, Duration.ZERO);
        table.failNext(put -> {
            throw new IllegalStateException("a bug");
        });

        assertThat(writer(1, threads).write(List.of(message), later()).outcomes())
                .containsExactly(new Outcome.Stored(message.message().start(), false));
    }

    @Test
    void nothingIsUnderWayAfterTheReturn() throws Exception {
        CountDownLatch entered = new CountDownLatch(1);
        CountDownLatch released = new CountDownLatch(1);
        table.failNext(put -> {
            entered.countDown();
            await(released);
            return put.carryOut();
        });
        Delivery message = message(1, Duration.ZERO);
        EventWriter writer = writer(4, threads);

        // The deadline is real time away: the writer's waiting must end while its clock still may be before it.
        Future<WriteReport> report = threads.submit(
                () -> writer.write(List.of(message), clock.instant().plusMillis(50)));
        await(entered);

        // A writer that does not wait for its call returns within the deadline; this one has to wait for ever.
        assertThatThrownBy(() -> report.get(5, TimeUnit.SECONDS)).isInstanceOf(TimeoutException.class);
        released.countDown();
        assertThat(report.get(60, TimeUnit.SECONDS).outcomes())
                .containsExactly(new Outcome.Stored(message.message().start(), false));
    }

    @Test
    void deadlineThatHasPassedLeavesEverythingToBeRetried() {
        WriteReport report = writer(1, Runnable::run).write(List.of(message(1, Duration.ZERO)), clock.instant());

        assertThat(report.outcomes()).hasOnlyElementsOfType(Outcome.Retry.class);
        assertThat(report.calls().total()).isZero();
    }

    @Test
    void doesNotSpinWhileAsManyCallsAreUnderWayAsMayBe() {
        CountDownLatch never = new CountDownLatch(1);
        Reply<PutResult> throttled = Reply.throttled();
        FaultyTable.Fault slow = put -> {
            await(never, Duration.ofMillis(500));
            return put.carryOut();
        };
        // Both wait for their second try; the one that is slow then keeps the other from its turn.
        table.failNext(put -> throttled, put -> throttled, slow);
        List<Delivery> batch = List.of(message(1, Duration.ZERO), message(2, Duration.ZERO));

        WriteReport report = writer(1, threads).write(batch, later());

        assertThat(report.outcomes()).hasOnlyElementsOfType(Outcome.Stored.class);
        assertThat(clock.looks()).isLessThan(1_000);
    }

    @Test
    void writersOfTheSameBatchStoreEachEventOnce() throws Exception {
        List<Delivery> batch =
                IntStream.range(0, 40).mapToObj(i -> message(i, Duration.ZERO)).toList();
        Set<Slot> slots = new HashSet<>();
        List<Future<WriteReport>> reports = new ArrayList<>();

        for (int i = 0; i < 3; i++) {
            EventWriter writer = writer(3, task -> new Thread(task).start());
            reports.add(threads.submit(() -> writer.write(batch, later())));
        }

        int stored = 0;
        for (Future<WriteReport> report : reports) {
            for (Outcome outcome : report.get(60, TimeUnit.SECONDS).outcomes()) {
                if (outcome instanceof Outcome.Stored at) {
                    stored++;
                    slots.add(at.at());
                } else {
                    assertThat(outcome).isInstanceOf(Outcome.AlreadyStored.class);
                }
            }
        }
        assertThat(stored).isEqualTo(batch.size());
        assertThat(slots).hasSize(batch.size());
    }

    private static void await(CountDownLatch latch) {
        await(latch, Duration.ofSeconds(60));
    }

    private static void await(CountDownLatch latch, Duration longest) {
        try {
            if (!latch.await(longest.toMillis(), TimeUnit.MILLISECONDS) && longest.toSeconds() > 1) {
                throw new AssertionError("waited in vain");
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
