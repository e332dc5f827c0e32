package org.dcss.eventstore.core.archive;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.dcss.eventstore.core.Day;
import org.dcss.eventstore.core.ReadFailedException;
import org.dcss.eventstore.core.Slot;
import org.dcss.eventstore.core.StoredEvent;
import org.dcss.eventstore.core.archive.object.ObjectStore;
import org.dcss.eventstore.core.read.Consistency;
import org.dcss.eventstore.core.read.EventLog;
import org.dcss.eventstore.core.read.Feed;
import org.dcss.eventstore.core.read.FeedPage;
import org.dcss.eventstore.core.read.Filter;
import org.dcss.eventstore.core.read.WithdrawalNotice;
import org.dcss.eventstore.core.view.Follower;
import org.dcss.eventstore.core.view.Projector;
import org.dcss.eventstore.core.view.ViewTable;
import org.dcss.eventstore.core.view.ViewTableException;

/**
 * Archives each closed day, takes out of archived days what is withdrawn, and compares them with the table. A step reads one
 * page of the feed for withdrawals and then writes, makes anew or compares at most one part of a day; with nothing to do it
 * is the page alone, in an instance that has done nothing before. For one thread.
 */
public final class Archive implements Follower {

    /** The view whose items say how far the archive is. */
    public static final String VIEW = "archive.1";

    private static final Filter NOTICES = new Filter(Set.of(), Set.of(WithdrawalNotice.TYPE));
    /** How far a new instance may have to look through the feed again. */
    private static final Duration UNSAVED = Duration.ofHours(1);

    private final Feed feed;
    private final EventLog log;
    private final ViewTable table;
    private final ArchiveOptions options;
    private final Clock clock;
    private final DayWriter writer;
    private final Withdrawals withdrawals;
    private final Comparison first;
    private final Comparison again;

    /** What this instance knows; empty after anything that may have made it wrong. */
    private Optional<Checkpoint> known = Optional.empty();

    /** No day is due up to this one. */
    private Optional<Day> lookedThrough = Optional.empty();

    /**
     * An archive.
     *
     * @param differences is told where the archive and the table of events differ, once for each object and comparison; after
     *     a crash perhaps twice
     */
    public Archive(
            EventLog log,
            ViewTable table,
            ObjectStore store,
            ArchiveOptions options,
            Clock clock,
            Consumer<Difference> differences) {
        this.feed = new Feed(log, options.settling(), clock);
        this.log = log;
        this.table = table;
        this.options = options;
        this.clock = clock;
        DayItems items = new DayItems(table);
        this.writer = new DayWriter(log, store, items, options.partBytes());
        this.withdrawals = new Withdrawals(store, items);
        this.first = new Comparison(log, table, store, options, clock, "compared", Duration.ZERO, differences);
        this.again = new Comparison(log, table, store, options, clock, "compared-again", options.again(), differences);
    }

    @Override
    public String name() {
        return "archive";
    }

    /**
     * {@inheritDoc}
     *
     * @return through which slot withdrawals are done; how many events were archived; whether nothing more is due
     */
    @Override
    public Projector.Step step() {
        Checkpoint at = known.orElseGet(() -> Checkpoint.read(table));
        known = Optional.empty();
        FeedPage page = feed.page(at.position(), NOTICES, 1);
        if (!page.events().isEmpty()) {
            return withdraw(at, page.events().get(0));
        }
        Checkpoint seen = at.seen(page.caughtUp() ? Slot.max(page.next(), page.horizon()) : page.next());
        if (!page.caughtUp()) {
            return save(seen, 0);
        }
        Optional<Day> due = due(seen);
        if (due.isPresent()) {
            return archive(seen, due.get());
        }
        if (first.step(seen.archived()) || again.step(seen.archived())) {
            return remember(seen, 0, false);
        }
        return seen.isUnsavedFor(UNSAVED) ? save(seen, 0) : remember(seen, 0, true);
    }

    private Projector.Step withdraw(Checkpoint at, StoredEvent event) {
        Optional<Notice> notice = Notice.of(event);
        boolean done = notice.isEmpty() || withdrawals.handle(notice.get(), at.archived());
        return done ? save(at.seen(event.slot()), 0) : remember(at, 0, false);
    }

    private Projector.Step archive(Checkpoint at, Day day) {
        DayWriter.Step step = writer.step(day);
        if (!step.done() || !withdrawals.apply(day)) {
            return remember(at, step.events(), false);
        }
        // Not before a moment has passed since it was moved: where its place is the same nobody sees that it has moved.
        return at.isUnsaved() ? save(at.with(day), step.events()) : remember(at, step.events(), true);
    }

    /** The next day with events that is closed and past its margin. */
    private Optional<Day> due(Checkpoint at) {
        Optional<Day> last = options.lastDue(clock.instant(), Duration.ZERO);
        Day from = at.archived().map(Day::next).orElse(Day.containing(0));
        boolean none = last.isEmpty()
                || from.compareTo(last.get()) > 0
                || lookedThrough.filter(seen -> last.get().compareTo(seen) <= 0).isPresent();
        if (none) {
            return Optional.empty();
        }
        List<Day> days = log.days(from, last.get(), 1, Consistency.STRONG);
        if (days.isEmpty()) {
            lookedThrough = last;
        }
        return days.stream().findFirst();
    }

    private Projector.Step remember(Checkpoint at, int events, boolean caughtUp) {
        known = Optional.of(at);
        return new Projector.Step(at.position(), events, caughtUp);
    }

    /** Moves the checkpoint if nobody has moved it since it was read: else the next step begins from where it is now. */
    private Projector.Step save(Checkpoint at, int events) {
        known = at.save(table);
        return new Projector.Step(at.position(), events, false);
    }

    /**
     * How an archived day differs from the table of events: for somebody who asks. Of a day that the table has begun to
     * delete the archive has more.
     *
     * @throws ReadFailedException if the log gives no answer
     * @throws ViewTableException if the archive gives none
     */
    public List<Difference> compare(Day day) {
        return first.compare(day);
    }
}
