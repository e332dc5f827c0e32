package org.dcss.eventstore.core.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dcss.eventstore.core.Samples.CAO;
import static org.dcss.eventstore.core.Samples.LOGFILE;
import static org.dcss.eventstore.core.Samples.NOON;
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
import java.util.stream.LongStream;
import org.dcss.eventstore.core.Event;
import org.dcss.eventstore.core.EventId;
import org.dcss.eventstore.core.Samples;
import org.dcss.eventstore.core.Slot;
import org.dcss.eventstore.core.StoredEvent;
import org.dcss.eventstore.core.memory.MemoryEventTable;
import org.junit.jupiter.api.Test;

class FeedTest {

    private static final Slot BEGINNING = new Slot(0);
    private static final long DAY = Duration.ofDays(1).toMillis();
    private static final long MIDNIGHT = NOON.day().next().startMillis() - NOON.millis();

    private final MemoryEventTable table = new MemoryEventTable(100_000);
    private final ReadLog log = new ReadLog(table);

    private FeedPage page(long millisAfterNoon, Slot after, Filter filter, int limit) {
        Clock clock = Clock.fixed(time(millisAfterNoon), ZoneOffset.UTC);
        return new Feed(log, SETTLING, clock).page(after, filter, limit);
    }

    private void store(Event event, long millisAfterNoon) {
        table.open(slot(millisAfterNoon).day());
        table.put(slot(millisAfterNoon), event);
    }

    private void store(long... millisAfterNoon) {
        for (long at : millisAfterNoon) {
            store(event(CAO, "e" + at), at);
        }
    }

    private static List<Slot> slots(FeedPage page) {
        return page.events().stream().map(StoredEvent::slot).toList();
    }

    @Test
    void eventIsShownFromItsSettlingOn() {
        store(0);

        assertThat(page(3_999, BEGINNING, Filter.NONE, 10).events()).isEmpty();
        assertThat(slots(page(4_000, BEGINNING, Filter.NONE, 10))).containsExactly(slot(0));
    }

    @Test
    void emptyPageGoesOnWhereItStarted() {
        FeedPage page = page(0, slot(-9_000), Filter.NONE, 10);

        assertThat(page.next()).isEqualTo(slot(-9_000));
        assertThat(page.caughtUp()).isTrue();
    }

    @Test
    void pageIsCaughtUpIfNothingHasSettledBehindItsLink() {
        store(0, 1, 10_000);

        assertThat(page(5_000, slot(-1), Filter.NONE, 1).caughtUp()).isFalse();
        assertThat(page(5_000, slot(-1), Filter.NONE, 2).caughtUp()).isTrue();
        assertThat(page(5_000, slot(0), Filter.NONE, 1).caughtUp()).isTrue();
        assertThat(page(15_000, slot(0), Filter.NONE, 1).caughtUp()).isFalse();
        assertThat(page(5_000, slot(60_000), Filter.NONE, 1).caughtUp()).isTrue();
    }

    @Test
    void nextNeverGoesBackwards() {
        FeedPage ahead = page(0, slot(60_000), Filter.NONE, 10);
        FeedPage atHorizon = page(0, slot(-4_000), Filter.NONE, 10);

        assertThat(ahead.next()).isEqualTo(slot(60_000));
        assertThat(atHorizon.next()).isEqualTo(slot(-4_000));
        assertThat(log.reads()).isZero();
    }

    @Test
    void everyStartShowsWhatLiesAfterIt() {
        store(0, 1, 5);

        for (long after = -2; after <= 6; after++) {
            long start = after;
            assertThat(slots(page(DAY, slot(after), Filter.NONE, 10)))
                    .containsExactlyElementsOf(LongStream.of(0, 1, 5)
                            .filter(at -> at > start)
                            .mapToObj(Samples::slot)
                            .toList());
        }
    }

    @Test
    void pageOfItsLimitGoesOnAfterItsLastEvent() {
        store(0, 1, 2, 3);

        FeedPage first = page(DAY, BEGINNING, Filter.NONE, 3);

        assertThat(slots(first)).containsExactly(slot(0), slot(1), slot(2));
        assertThat(first.next()).isEqualTo(slot(2));
        assertThat(slots(page(DAY, first.next(), Filter.NONE, 3))).containsExactly(slot(3));
    }

    @Test
    void filteredStretchStillAdvances() {
        store(0, 1);
        Filter nothing = new Filter(Set.of(), Set.of(LOGFILE));

        FeedPage page = page(10_000, BEGINNING, nothing, 10);

        assertThat(page.events()).isEmpty();
        assertThat(page.next()).isEqualTo(slot(1));
        assertThat(page.caughtUp()).isTrue();
    }

    @Test
    void fiveYearsWithThreeBusyDaysTakeFiveReadsAPage() {
        long year = 365 * DAY;
        store(-5 * year, -5 * year + 1, -2 * year, -2 * year + DAY / 4, -year);

        FeedPage page = page(0, BEGINNING, Filter.NONE, 1000);

        assertThat(page.events()).hasSize(5);
        assertThat(page.next()).isEqualTo(slot(-year));
        assertThat(page.caughtUp()).isTrue();
        assertThat(log.reads()).isLessThanOrEqualTo(5);
    }

    @Test
    void pageTakesABoundedNumberOfReadsHoweverManyDaysThereAre() {
        int days = 100;
        LongStream.rangeClosed(1, days).forEach(day -> store(-day * DAY));
        List<Slot> seen = new ArrayList<>();
        Slot after = BEGINNING;
        int pages = 0;

        boolean caughtUp = false;
        while (!caughtUp) {
            FeedPage page = page(0, after, Filter.NONE, 1000);
            assertThat(log.reads()).isLessThanOrEqualTo(Feed.MAX_READS + 1);
            log.forget();
            seen.addAll(slots(page));
            after = page.next();
            caughtUp = page.caughtUp();
            pages++;
        }

        assertThat(seen).hasSize(days).isSorted().doesNotHaveDuplicates();
        assertThat(pages).isLessThanOrEqualTo(days / Feed.MAX_READS + 1);
    }

    @Test
    void pageIsCutBeforeItsDataIsTooLarge() {
        String large = "{\"x\":\"" + "x".repeat(Feed.MAX_CHARACTERS / 2) + "\"}";
        for (int i = 0; i < 3; i++) {
            store(new Event(new EventId("e" + i), Samples.MILESTONE, CAO, NOON.start(), large), i);
        }

        FeedPage first = page(DAY, BEGINNING, Filter.NONE, 10);
        FeedPage second = page(DAY, first.next(), Filter.NONE, 10);

        assertThat(slots(first)).containsExactly(slot(0));
        assertThat(first.next()).isEqualTo(slot(0));
        assertThat(slots(second)).containsExactly(slot(1));
    }

    @Test
    void eventLargerThanAPageIsShownAlone() {
        String large = "{\"x\":\"" + "x".repeat(Feed.MAX_CHARACTERS) + "\"}";
        store(new Event(new EventId("large"), Samples.MILESTONE, CAO, NOON.start(), large), 0);
        store(1);

        assertThat(slots(page(DAY, BEGINNING, Filter.NONE, 10))).containsExactly(slot(0));
    }

    @Test
    void onlyWhatSettledLongAgoOfADayThatIsOverIsReadEventuallyConsistent() {
        store(0);
        long edge = Feed.LIVE_EDGE.toMillis();

        page(2 * edge, slot(-1), Filter.NONE, 10);
        assertThat(log.consistencies()).containsExactly(Consistency.STRONG);

        log.forget();
        page(MIDNIGHT + edge - 2, slot(-1), Filter.NONE, 10);
        assertThat(log.consistencies()).containsExactly(Consistency.EVENTUAL, Consistency.STRONG);

        log.forget();
        page(MIDNIGHT + edge - 1, slot(-1), Filter.NONE, 10);
        assertThat(log.consistencies()).containsExactly(Consistency.EVENTUAL);
    }

    @Test
    void whoWaitsBehindTheLastEventOfADayThatIsOverHasOnlyTheIndexRead() {
        store(0);
        Feed feed = new Feed(log, SETTLING, Clock.fixed(time(MIDNIGHT + 5_000), ZoneOffset.UTC));
        FeedPage first = feed.page(slot(0), Filter.NONE, 10);
        log.forget();

        assertThat(feed.page(slot(0), Filter.NONE, 10)).isEqualTo(first);
        assertThat(log.consistencies()).isEmpty();

        assertThat(slots(feed.page(slot(-1), Filter.NONE, 10))).containsExactly(slot(0));
        store(MIDNIGHT);
        assertThat(slots(feed.page(slot(0), Filter.NONE, 10))).containsExactly(slot(MIDNIGHT));
        assertThat(slots(feed.page(slot(-1), Filter.NONE, 10))).containsExactly(slot(0), slot(MIDNIGHT));
    }

    @Test
    void pageWithinOneDayDoesNotReadTheIndex() {
        store(0);

        page(10_000, slot(-1), Filter.NONE, 10);

        assertThat(log.indexReads()).isZero();
    }

    @Test
    void pageThatADayLongOverFillsDoesNotReadTheIndex() {
        store(0, 1, 2);

        assertThat(slots(page(9 * DAY, slot(0), Filter.NONE, 1))).containsExactly(slot(1));

        assertThat(log.indexReads()).isZero();
        assertThat(log.reads()).isEqualTo(1);
    }

    @Test
    void pageOverMidnightShowsBothDays() {
        store(MIDNIGHT - 1, MIDNIGHT);

        FeedPage page = page(MIDNIGHT + 5_000, slot(MIDNIGHT - 2), Filter.NONE, 10);

        assertThat(slots(page)).containsExactly(slot(MIDNIGHT - 1), slot(MIDNIGHT));
        assertThat(page.horizon()).isEqualTo(slot(MIDNIGHT + 1_000));
    }
}
