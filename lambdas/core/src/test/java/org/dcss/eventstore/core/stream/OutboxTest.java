package org.dcss.eventstore.core.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.dcss.eventstore.core.Event;
import org.dcss.eventstore.core.EventId;
import org.dcss.eventstore.core.Reply;
import org.dcss.eventstore.core.Source;
import org.dcss.eventstore.core.memory.MemoryStreamTable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class OutboxTest {

    private static final Instant BEGINNING = Instant.parse("2026-01-03T12:00:00Z");
    private static final int LONG = 400;

    private Instant now = BEGINNING;

    private final Clock clock = new Clock() {
        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    };

    private final MemoryStreamTable table = new MemoryStreamTable(100);
    private final List<Event> sent = new ArrayList<>();

    /** Takes as long as SQS does on a bad day. */
    private Reply<Event> send(Event event, Instant answerBy) {
        now = now.plusMillis(100);
        sent.add(event);
        return new Reply.Known<>(event);
    }

    private static StreamId inShard(int shard) {
        return IntStream.iterate(0, i -> i + 1)
                .mapToObj(i -> new StreamId("stream-" + i))
                .filter(stream -> StreamTable.shard(stream) == shard)
                .findFirst()
                .orElseThrow();
    }

    private void isPending(StreamId stream, int versions) {
        for (int version = 1; version <= versions; version++) {
            Draft draft = new Draft(stream, new Source("cpo"), "made", "", EventId.fromRandom(new byte[16]));
            table.put(new StreamEvent(draft, version, BEGINNING.minusSeconds(60)));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7})
    void longBacklogOfOneShardDoesNotKeepTheOthersWaiting(int second) {
        now = BEGINNING.plusSeconds(second);
        for (int shard = 0; shard < StreamTable.SHARDS; shard++) {
            isPending(inShard(shard), shard == 3 ? LONG : 1);
        }

        Outbox.Report report = new Outbox(table, new Passing(table, this::send, clock), clock).run(now.plusSeconds(8));

        assertThat(sent.stream().map(event -> event.id().value()))
                .contains(IntStream.range(0, StreamTable.SHARDS)
                        .mapToObj(shard ->
                                EventId.ofVersion(inShard(shard).value(), 1).value())
                        .toArray(String[]::new));
        assertThat(report.sent()).isEqualTo(sent.size()).isBetween(StreamTable.SHARDS, LONG);
        assertThat(report.oldest())
                .hasValueSatisfying(age -> assertThat(age).isGreaterThanOrEqualTo(Duration.ofSeconds(60)));
    }
}
