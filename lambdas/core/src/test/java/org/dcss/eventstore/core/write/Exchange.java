package org.dcss.eventstore.core.write;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.dcss.eventstore.core.Reply;
import org.dcss.eventstore.core.Slot;
import org.dcss.eventstore.core.memory.MemoryClaimTable;
import org.dcss.eventstore.core.memory.MemoryEventTable;
import org.dcss.eventstore.core.memory.MemoryTailTable;
import org.dcss.eventstore.core.table.Occupant;

/**
 * Carries a batch's requests to tables and keeps them. Sends all there is before it answers anything; time passes only
 * while the batch waits.
 */
final class Exchange {

    private final Tables tables;
    private final List<Request<?>> requests = new ArrayList<>();
    private Function<Request<?>, Optional<Reply<?>>> fault = request -> Optional.empty();
    private Instant now;

    Exchange(Tables tables, Instant now) {
        this.tables = tables;
        this.now = now;
    }

    static Tables tables() {
        return new Tables(new MemoryEventTable(256), new MemoryClaimTable(), new MemoryTailTable());
    }

    /** What holds a slot. */
    static Optional<Occupant> at(Tables tables, Slot slot) {
        return tables.events().stretch(slot).known().map(read -> read.taken().get(slot));
    }

    /** Answers some requests without the tables. */
    Exchange failing(Function<Request<?>, Optional<Reply<?>>> requests) {
        this.fault = requests;
        return this;
    }

    /** Goes on until the batch is finished. */
    List<Outcome> finish(Batch batch) {
        finishBy(batch, Instant.MAX);
        if (!batch.isFinished()) {
            throw new AssertionError("stuck after " + requests);
        }
        return batch.outcomes();
    }

    /** Goes on until the batch is finished or has nothing to do before the deadline. */
    List<Outcome> finishBy(Batch batch, Instant deadline) {
        while (!batch.isFinished() && now.isBefore(deadline)) {
            List<Batch.Call<?>> calls = new ArrayList<>();
            batch.next(now).ifPresent(calls::add);
            while (!calls.isEmpty() && addNext(batch, calls)) {}
            if (calls.isEmpty()) {
                if (batch.isFinished() || batch.wakeUp().isEmpty()) {
                    break;
                }
                now = batch.wakeUp().get();
            }
            for (Batch.Call<?> call : calls) {
                requests.add(call.request());
                answer(batch, call);
            }
        }
        return batch.outcomes();
    }

    /** A fault answers as the table would; the compiler cannot know. */
    @SuppressWarnings("unchecked")
    private <T> void answer(Batch batch, Batch.Call<T> call) {
        Optional<Reply<?>> failed = fault.apply(call.request());
        batch.answered(
                call,
                failed.map(reply -> (Reply<T>) reply)
                        .orElseGet(() -> call.request().carryOut(tables)),
                now);
    }

    private boolean addNext(Batch batch, List<Batch.Call<?>> calls) {
        Optional<Batch.Call<?>> call = batch.next(now);
        call.ifPresent(calls::add);
        return call.isPresent();
    }

    /** Every request, in the order of sending. */
    List<Request<?>> requests() {
        return requests;
    }

    /** The kinds of the requests, in the order of sending. */
    List<String> kinds() {
        return requests.stream()
                .map(request -> request.getClass().getSimpleName())
                .toList();
    }

    Instant now() {
        return now;
    }
}
