package org.dcss.eventstore.core.stream;

import java.time.Clock;
import java.time.Instant;
import java.util.OptionalLong;
import java.util.Random;

/** What a schedule is run with; a mutant overrides some of it. */
class StreamParts {

    StreamTable table(StreamTable table, Draft draft) {
        return table;
    }

    StreamTable outboxTable(StreamTable table) {
        return table;
    }

    StreamQueue queue(StreamQueue queue, StreamTable table) {
        return queue;
    }

    OptionalLong expected(OptionalLong expected) {
        return expected;
    }

    final AppendResult append(
            StreamTable table,
            StreamQueue queue,
            Clock clock,
            long seed,
            Draft draft,
            OptionalLong expected,
            Instant answerBy) {
        StreamTable own = table(table, draft);
        Passing passing = new Passing(own, queue(queue, own), clock);
        return new Appender(own, passing, clock, time -> {}, () -> new Random(seed))
                .append(draft, expected(expected), answerBy);
    }

    final Outbox.Report outbox(StreamTable table, StreamQueue queue, Clock clock, Instant answerBy) {
        StreamTable own = outboxTable(table);
        return new Outbox(own, new Passing(own, queue(queue, own), clock), clock).run(answerBy);
    }
}
