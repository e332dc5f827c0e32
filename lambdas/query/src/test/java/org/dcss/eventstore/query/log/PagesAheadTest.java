package org.dcss.eventstore.query.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.dcss.eventstore.core.ReadFailedException;
import org.dcss.eventstore.core.Slot;
import org.dcss.eventstore.core.read.FeedPage;
import org.dcss.eventstore.core.read.Filter;
import org.junit.jupiter.api.Test;

final class PagesAheadTest {

    private static final int MOST = 3;
    private static final int LIMIT = 10;

    /** From where the pages were read that have been read. */
    private final List<Long> read = new ArrayList<>();

    private final Queue<Runnable> waiting = new ArrayDeque<>();
    private Instant now = Instant.EPOCH;
    private long horizon = 1000;
    private boolean failing;

    private final PagesAhead pages =
            new PagesAhead(this::read, MOST, waiting::add, ((InstantSource) () -> now).withZone(ZoneOffset.UTC));

    @Test
    void nextPageIsReadBeforeItIsAskedFor() {
        ask(0);
        assertThat(waiting).hasSize(1);
        readAhead();
        assertThat(read).containsExactly(0L, 10L);

        assertThat(ask(10).next()).isEqualTo(new Slot(20));
        assertThat(read).as("not read again").containsExactly(0L, 10L);
        readAhead();
        assertThat(read).containsExactly(0L, 10L, 20L);
    }

    @Test
    void whoAsksForAnotherPageGetsThat() {
        ask(0);
        readAhead();
        assertThat(ask(11).next()).isEqualTo(new Slot(21));
        assertThat(pages.page(new Slot(10), Filter.NONE, LIMIT + 1).next()).isEqualTo(new Slot(21));
        assertThat(read).containsExactly(0L, 10L, 11L, 10L);
    }

    /** Else a reader at the head would not see what has settled since. */
    @Test
    void pageThatWasTheLastIsReadAgain() {
        horizon = 15;
        assertThat(ask(0).caughtUp()).isFalse();
        readAhead();
        horizon = 18;

        FeedPage last = ask(10);

        assertThat(last.next()).isEqualTo(new Slot(18));
        assertThat(last.caughtUp()).isTrue();
        assertThat(waiting).as("nothing comes behind it").isEmpty();
    }

    /** Else what was withdrawn could be read for ever. */
    @Test
    void pageIsReadAgainAfterAWhile() {
        ask(0);
        readAhead();
        now = now.plus(PagesAhead.KEPT);
        ask(10);
        assertThat(read).containsExactly(0L, 10L);
        readAhead();
        now = now.plus(PagesAhead.KEPT).plusMillis(1);
        ask(20);
        assertThat(read).containsExactly(0L, 10L, 20L, 20L);
    }

    @Test
    void failureAheadIsNobodysAnswer() {
        ask(0);
        failing = true;
        readAhead();
        failing = false;
        assertThat(ask(10).next()).isEqualTo(new Slot(20));

        failing = true;
        assertThatThrownBy(() -> ask(500)).isInstanceOf(ReadFailedException.class);
    }

    @Test
    void holdsNoMorePagesThanItMay() {
        for (int reader = 0; reader <= MOST; reader++) {
            ask(100L * reader);
        }
        readAhead();
        read.clear();
        for (int reader = MOST; reader >= 0; reader--) {
            ask(100L * reader + LIMIT);
        }
        assertThat(read).as("the first reader's was dropped for the last's").containsExactly(10L);
    }

    /** A log that has an event at each slot. */
    private FeedPage read(Slot after, Filter filter, int limit) {
        read.add(after.millis());
        if (failing) {
            throw new ReadFailedException("no answer", new IllegalStateException());
        }
        long last = Math.min(after.millis() + limit, horizon);
        return new FeedPage(List.of(), new Slot(last), new Slot(horizon), last == horizon, 0);
    }

    private FeedPage ask(long after) {
        return pages.page(new Slot(after), Filter.NONE, LIMIT);
    }

    private void readAhead() {
        while (!waiting.isEmpty()) {
            waiting.remove().run();
        }
    }
}
