package org.dcss.eventstore.core.write;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.dcss.eventstore.core.Day;
import org.dcss.eventstore.core.Reply;
import org.jspecify.annotations.Nullable;

/**
 * Places batches of messages in the event table, each event once, whatever is delivered again, late or at the same time
 * elsewhere. Safe for use by several threads.
 */
public final class EventWriter {

    private record Answered<T>(Batch.Call<T> call, Reply<T> reply, Instant at) {

        void handTo(Batch batch, WriteReport.Builder report) {
            batch.answered(call, reply, at);
            report.add(call.request(), reply, at);
        }
    }

    private final Tables tables;
    private final WriterOptions options;
    private final Executor executor;
    private final Clock clock;
    private final Supplier<? extends RandomGenerator> random;
    private final Set<Day> openDays = ConcurrentHashMap.newKeySet();
    private final FreshSlots freshSlots = new FreshSlots();
    private final TakenSlots takenSlots = new TakenSlots();

    /**
     * A writer.
     *
     * @param executor runs the calls to the tables; should have {@code options.concurrency()} threads at hand
     * @param random for the jitter of retries
     */
    public EventWriter(
            Tables tables,
            WriterOptions options,
            Executor executor,
            Clock clock,
            Supplier<? extends RandomGenerator> random) {
        this.tables = tables;
        this.options = options;
        this.executor = executor;
        this.clock = clock;
        this.random = random;
    }

    /**
     * Places the messages; returns when each has an outcome or the time is up, and never while a call is under way: a
     * function that is frozen after its answer must leave nothing behind that could land later.
     *
     * @param deadline when to stop sending; the return follows within one call timeout
     */
    public WriteReport write(List<Delivery> messages, Instant deadline) {
        Batch batch = new Batch(messages, options, openDays, freshSlots, takenSlots, random.get());
        WriteReport.Builder report = new WriteReport.Builder(options.settling());
        BlockingQueue<Answered<?>> answers = new LinkedBlockingQueue<>();
        int underWay = 0;
        for (Instant now = clock.instant(); !batch.isFinished() && now.isBefore(deadline); now = clock.instant()) {
            underWay += send(batch, options.concurrency() - underWay, answers);
            boolean full = underWay == options.concurrency();
            Instant wakeUp =
                    full ? deadline : batch.wakeUp().filter(deadline::isAfter).orElse(deadline);
            if (batch.isFinished() || (underWay == 0 && wakeUp.equals(deadline))) {
                break;
            }
            underWay -= take(answers, Duration.between(now, wakeUp), batch, report);
        }
        while (underWay > 0) {
            underWay -= take(answers, options.settling().callTimeout(), batch, report);
        }
        return report.build(batch.outcomes(), batch.conflicts(), batch.latePuts(clock.instant()));
    }

    private int send(Batch batch, int atMost, BlockingQueue<Answered<?>> answers) {
        for (int sent = 0; sent < atMost; sent++) {
            Optional<Batch.Call<?>> call = batch.next(clock.instant());
            if (call.isEmpty()) {
                return sent;
            }
            executor.execute(() -> carryOut(call.get(), answers));
        }
        return atMost;
    }

    /** Waits for an answer and hands over all that are there; returns how many. */
    private static int take(
            BlockingQueue<Answered<?>> answers, Duration longest, Batch batch, WriteReport.Builder report) {
        int taken = 0;
        for (Answered<?> next = poll(answers, longest); next != null; next = answers.poll()) {
            next.handTo(batch, report);
            taken++;
        }
        return taken;
    }

    private static @Nullable Answered<?> poll(BlockingQueue<Answered<?>> answers, Duration longest) {
        try {
            return answers.poll(Math.max(longest.toNanos(), 1), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while placing a batch", e);
        }
    }

    private <T> void carryOut(Batch.Call<T> call, BlockingQueue<Answered<?>> answers) {
        Reply<T> reply = new Reply.NoAnswer<>("the call failed");
        try {
            reply = carryOut(call.request());
        } finally {
            answers.add(new Answered<>(call, reply, clock.instant()));
        }
    }

    /** A put that was held up on its way to here may be too late by now. */
    private <T> Reply<T> carryOut(Request<T> request) {
        boolean tooLate =
                request instanceof Request.Put put && !options.settling().mayStart(put.slot(), clock.instant());
        return tooLate ? new Reply.NotDone<>("too late to be sent") : request.carryOut(tables);
    }
}
