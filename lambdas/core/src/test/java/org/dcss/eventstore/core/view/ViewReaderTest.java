package org.dcss.eventstore.core.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.dcss.eventstore.core.ReadFailedException;
import org.dcss.eventstore.core.Settling;
import org.dcss.eventstore.core.Slot;
import org.dcss.eventstore.core.StoredEvent;
import org.dcss.eventstore.core.contract.Samples;
import org.dcss.eventstore.core.memory.MemoryEventTable;
import org.dcss.eventstore.core.memory.MemoryViewTable;
import org.dcss.eventstore.core.read.Feed;
import org.junit.jupiter.api.Test;

/** Over a log each of whose pages is one event, with a view that holds the last one. */
final class ViewReaderTest {

    private static final int TAIL = ViewReader.MAX_PAGES;
    private static final ViewKey LAST = new ViewKey("last.1", "last");

    private final Settling settling = new Settling(Duration.ofSeconds(3));
    private final Clock clock = Clock.fixed(Samples.slot(60_000).start(), ZoneOffset.UTC);
    private final MemoryEventTable log = new MemoryEventTable(1);
    private final MemoryViewTable table = new MemoryViewTable(10);
    private final ViewReader reader = new ViewReader(log, settling, table, clock);

    /** Holds the id of the last event. */
    private final View view = new View() {
        @Override
        public String name() {
            return "last.1";
        }

        @Override
        public void apply(List<StoredEvent> events, ViewTable applied) {
            Updates.update(
                    applied,
                    LAST,
                    events,
                    (before, newer) ->
                            Content.of(newer.get(newer.size() - 1).event().id().value()));
        }
    };

    private List<StoredEvent> store(int events) {
        List<StoredEvent> stored = new ArrayList<>();
        log.open(Samples.DAY);
        for (int i = 0; i < events; i++) {
            log.put(Samples.slot(i), Samples.event("e" + i));
            stored.add(new StoredEvent(Samples.slot(i), Samples.event("e" + i)));
        }
        return stored;
    }

    private ViewReader.Exact<String> ask() {
        return reader.ask(
                view, seen -> seen.get(LAST).map(item -> item.content().text()).orElse(""));
    }

    @Test
    void emptyLogIsCompleteThroughTheHorizon() {
        assertThat(ask()).isEqualTo(new ViewReader.Exact<>("", Samples.slot(57_000)));
    }

    @Test
    void tailIsAppliedAboveTheTableAndLeavesItAsItIs() {
        store(TAIL - 1);

        assertThat(ask()).isEqualTo(new ViewReader.Exact<>("e" + (TAIL - 2), Samples.slot(57_000)));
        assertThat(table.itemsBeside("")).isEmpty();
    }

    @Test
    void longTailIsToldAsFarAsItWasRead() {
        store(TAIL + 10);

        assertThat(ask()).isEqualTo(new ViewReader.Exact<>("e" + (TAIL - 1), Samples.slot(TAIL - 1)));
    }

    @Test
    void checkpointLeavesOnlyTheRestToBeRead() {
        store(TAIL);
        new Projector(new Feed(log, settling, clock), table, 1000).step(view);

        assertThat(view.completeThrough(table)).isEqualTo(Samples.slot(0));
        assertThat(ask()).isEqualTo(new ViewReader.Exact<>("e" + (TAIL - 1), Samples.slot(57_000)));
    }

    @Test
    void viewThatIsTooFarAheadOfItsCheckpointIsNotGuessed() {
        List<StoredEvent> stored = store(TAIL + 10);
        view.apply(stored, table);

        assertThatThrownBy(this::ask).isInstanceOf(ReadFailedException.class);
    }

    @Test
    void whatAProjectorAheadOfTimeHasAppliedCounts() {
        log.open(Samples.DAY);
        Slot ahead = Samples.slot(57_500);
        log.put(ahead, Samples.event("ahead"));
        Clock projectors = Clock.offset(clock, Duration.ofMillis(600));
        new Projector(new Feed(log, settling, projectors), table, 1000).step(view);

        assertThat(ask()).isEqualTo(new ViewReader.Exact<>("ahead", ahead));
    }
}
