package org.dcss.eventstore.core.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dcss.eventstore.core.Samples.CAO;
import static org.dcss.eventstore.core.Samples.LOGFILE;
import static org.dcss.eventstore.core.Samples.SETTLING;
import static org.dcss.eventstore.core.Samples.event;
import static org.dcss.eventstore.core.Samples.slot;
import static org.dcss.eventstore.core.Samples.time;

import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.dcss.eventstore.core.Slot;
import org.dcss.eventstore.core.memory.FaultyLog;
import org.dcss.eventstore.core.memory.MemoryEventTable;
import org.junit.jupiter.api.Test;

/** What a page costs, over a table of which a read of 128 units holds 100 items. */
class FeedBoundsTest {

    private static final Filter NOTHING = new Filter(Set.of(), Set.of(LOGFILE));
    private static final Filter EVERYTHING = new Filter(Set.of(CAO), Set.of());

    private final MemoryEventTable table = new MemoryEventTable(100);
    private final List<LogPage> reads = new ArrayList<>();
    private final EventLog log = new FaultyLog(table) {
        @Override
        public LogPage read(Slot from, Slot through, Filter filter, int limit, Consistency consistency) {
            LogPage page = super.read(from, through, filter, limit, consistency);
            reads.add(page);
            return page;
        }
    };

    private FeedPage page(Slot after, Filter filter) {
        Clock clock = Clock.fixed(time(Duration.ofHours(11).toMillis()), ZoneOffset.UTC);
        reads.clear();
        return new Feed(log, SETTLING, clock).page(after, filter, 1000);
    }

    private void store(int count) {
        table.open(slot(0).day());
        for (int i = 0; i < count; i++) {
            table.put(slot(i), event(CAO, "e" + i));
        }
    }

    @Test
    void pageEndsAfterItsFirstLargeRead() {
        store(1_000);

        FeedPage page = page(new Slot(0), NOTHING);

        assertThat(reads).hasSize(1);
        assertThat(page.events()).isEmpty();
        assertThat(page.next()).isEqualTo(slot(99));
        assertThat(page.caughtUp()).isFalse();
    }

    @Test
    void filteredPagesLeadToTheEndAndEachIsBounded() {
        store(1_000);

        for (Filter filter : List.of(NOTHING, EVERYTHING)) {
            Slot after = new Slot(0);
            FeedPage page = page(after, filter);
            int pages = 1;
            int seen = page.events().size();
            while (!page.caughtUp()) {
                assertThat(page.next().isAfter(after)).isTrue();
                after = page.next();
                page = page(after, filter);
                assertThat(reads.stream()
                                .mapToDouble(read -> read.cost().units())
                                .sum())
                        .isLessThan(Feed.ENOUGH_UNITS + 128);
                seen += page.events().size();
                pages++;
            }
            assertThat(page.next()).isEqualTo(slot(999));
            assertThat(pages).isLessThanOrEqualTo(11);
            assertThat(seen).isEqualTo(filter.equals(NOTHING) ? 0 : 1_000);
        }
    }

    @Test
    void smallReadsOfSeveralDaysFitOnePage() {
        for (int day = 1; day <= 5; day++) {
            Slot at = slot(-day * Duration.ofDays(1).toMillis());
            table.open(at.day());
            table.put(at, event(CAO, "e" + day));
        }

        FeedPage page = page(new Slot(0), Filter.NONE);

        assertThat(page.events()).hasSize(5);
        assertThat(page.caughtUp()).isTrue();
    }
}
