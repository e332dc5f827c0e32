package org.dcss.eventstore.benchmarks.read;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.dcss.eventstore.benchmarks.deployment.SampleMessages;
import org.dcss.eventstore.benchmarks.deployment.Stage;
import org.dcss.eventstore.core.Day;
import org.dcss.eventstore.core.Event;
import org.dcss.eventstore.core.Reply;
import org.dcss.eventstore.core.Slot;
import org.dcss.eventstore.core.table.PutResult;
import org.dcss.eventstore.dynamodb.DynamoDbEventTable;

/** A day as DCSS has them, in the table. */
final class StoredDay {

    private static final int WRITERS = 16;
    private static final Duration CALL = Duration.ofSeconds(20);

    private StoredDay() {}

    /** Stores events evenly spread over a day that has been closed for some days. */
    static Day store(Stage stage, int events, Clock clock) throws InterruptedException, ExecutionException {
        Day day = Slot.at(clock.instant().minus(Duration.ofDays(3))).day();
        DynamoDbEventTable table =
                new DynamoDbEventTable(stage.engines().dynamoDbClient(), Stage.EVENTS, CALL, Optional.empty());
        table.open(day);
        SampleMessages samples = new SampleMessages();
        long step = Duration.ofDays(1).toMillis() / events;
        List<Callable<Reply<PutResult>>> puts = new ArrayList<>(events);
        for (int i = 0; i < events; i++) {
            Event event = samples.event(Stage.SRC, day.first().start().plusMillis(i * step));
            puts.add(() -> table.put(Slot.at(event.accepted()), event));
        }
        ExecutorService writers = Executors.newFixedThreadPool(WRITERS);
        try {
            for (Future<Reply<PutResult>> put : writers.invokeAll(puts)) {
                if (!put.get().equals(new Reply.Known<>(new PutResult.Stored()))) {
                    throw new IllegalStateException("not stored: " + put.get());
                }
            }
        } finally {
            writers.shutdownNow();
        }
        return day;
    }
}
