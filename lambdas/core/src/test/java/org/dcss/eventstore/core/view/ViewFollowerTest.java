package org.dcss.eventstore.core.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.dcss.eventstore.core.Day;
import org.dcss.eventstore.core.Settling;
import org.dcss.eventstore.core.Slot;
import org.dcss.eventstore.core.StoredEvent;
import org.dcss.eventstore.core.contract.Samples;
import org.dcss.eventstore.core.counts.Counts;
import org.dcss.eventstore.core.memory.ForwardingViewTable;
import org.dcss.eventstore.core.memory.MemoryEventTable;
import org.dcss.eventstore.core.memory.MemoryViewTable;
import org.dcss.eventstore.core.read.Consistency;
import org.dcss.eventstore.core.read.EventLog;
import org.dcss.eventstore.core.read.Feed;
import org.dcss.eventstore.core.read.Filter;
import org.dcss.eventstore.core.read.LogPage;
import org.junit.jupiter.api.Test;

final class ViewFollowerTest {

    private static final int PAGE = 10;

    private final MemoryEventTable events = new MemoryEventTable(100);
    private final List<Slot> reads = new ArrayList<>();
    private final MemoryViewTable memory = new MemoryViewTable(10);
    private final List<ViewKey> gets = new ArrayList<>();
    private final ViewTable table = new Recording();
    private final Projector projector = new Projector(
            new Feed(
                    new RecordingLog(),
                    new Settling(Duration.ofSeconds(3)),
                    Clock.fixed(Samples.slot(60_000).start(), ZoneOffset.UTC)),
            table,
            PAGE);
    private final Counts counts = new Counts();
    private final View others = new Named("others.1", counts);

    private void store(int from, int to) {
        events.open(Samples.DAY);
        for (int i = from; i < to; i++) {
            events.put(Samples.slot(i), Samples.event("e" + i));
        }
    }

    private long counted() {
        return Counts.rows(memory, Samples.DAY, Samples.DAY).stream()
                .flatMap(row -> row.counts().totals().values().stream())
                .mapToLong(Long::longValue)
                .sum();
    }

    @Test
    void viewsAtOneSlotShareAPage() {
        store(0, 2 * PAGE);
        Follower one = projector.follow(counts);
        Follower other = projector.follow(others);

        for (int round = 0; round < 3; round++) {
            projector.nextRound();
            assertThat(one.step()).isEqualTo(other.step());
        }

        assertThat(reads).hasSize(3).doesNotHaveDuplicates();
        assertThat(one.through()).contains(Samples.slot(2 * PAGE - 1));
    }

    @Test
    void whatSettlesIsSeenInTheNextRound() {
        Follower follower = projector.follow(counts);
        assertThat(follower.step().caughtUp()).isTrue();
        store(0, 1);
        assertThat(follower.step().events()).isZero();

        projector.nextRound();

        assertThat(follower.step()).isEqualTo(new Projector.Step(Samples.slot(0), 1, true));
    }

    @Test
    void waitingForEventsReadsTheTableOnlyOnce() {
        Follower fresh = projector.follow(others);
        fresh.step();
        store(0, 3);
        Follower follower = projector.follow(counts);
        projector.nextRound();
        follower.step();
        gets.clear();

        for (int round = 0; round < 5; round++) {
            projector.nextRound();
            follower.step();
        }

        assertThat(gets).isEmpty();
    }

    @Test
    void viewThatWasTakenAwayIsFilledAnew() {
        store(0, 3);
        Follower follower = projector.follow(counts);
        follower.step();
        memory.clear();
        store(3, 5);

        projector.nextRound();
        assertThat(follower.step()).isEqualTo(new Projector.Step(Samples.slot(2), 0, false));
        assertThat(follower.step().caughtUp()).isTrue();

        assertThat(counted()).isEqualTo(5);
    }

    @Test
    void viewThatAnotherHasBroughtFurtherGoesOnFromThere() {
        store(0, 3);
        Follower follower = projector.follow(counts);
        follower.step();
        store(3, 5);
        projector.step(counts);
        store(5, 6);

        projector.nextRound();
        follower.step();

        assertThat(follower.step()).isEqualTo(new Projector.Step(Samples.slot(5), 1, true));
        assertThat(counted()).isEqualTo(6);
    }

    /** The same view under another name. */
    private record Named(String name, View view) implements View {
        @Override
        public void apply(List<StoredEvent> events, ViewTable table) {}
    }

    private final class RecordingLog implements EventLog {
        @Override
        public LogPage read(Slot from, Slot through, Filter filter, int limit, Consistency consistency) {
            reads.add(from);
            return events.read(from, through, filter, limit, consistency);
        }

        @Override
        public List<Day> days(Day from, Day through, int limit, Consistency consistency) {
            return events.days(from, through, limit, consistency);
        }

        @Override
        public Optional<StoredEvent> get(Slot slot) {
            return events.get(slot);
        }
    }

    private final class Recording extends ForwardingViewTable {

        Recording() {
            super(memory);
        }

        @Override
        public Optional<ViewItem> get(ViewKey key) {
            gets.add(key);
            return super.get(key);
        }
    }
}
