package org.dcss.eventstore.core.projection;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.dcss.eventstore.core.Settling;
import org.dcss.eventstore.core.Slot;
import org.dcss.eventstore.core.read.EventLog;
import org.dcss.eventstore.core.read.Feed;
import org.dcss.eventstore.core.read.FeedPage;
import org.dcss.eventstore.core.read.Filter;
import org.dcss.eventstore.core.view.Content;
import org.dcss.eventstore.core.view.Projector;
import org.dcss.eventstore.core.view.View;
import org.dcss.eventstore.core.view.ViewItem;
import org.dcss.eventstore.core.view.ViewReader;
import org.dcss.eventstore.core.view.ViewTable;

/** Faults that the simulation must find. */
enum Mutant {
    CHECKPOINT_MOVES_FIRST(steps((table, page, view) -> {
        checkpoint(table, view, page.next());
        view.apply(page.events(), table);
    })),
    CHECKPOINT_IS_ONE_SLOT_TOO_FAR(steps((table, page, view) -> {
        view.apply(page.events(), table);
        checkpoint(table, view, page.next().next());
    })),
    LAST_EVENT_OF_A_FULL_PAGE_IS_LEFT_OUT(steps((table, page, view) -> {
        int last = page.events().size() == Parts.PAGE ? 1 : 0;
        view.apply(page.events().subList(0, page.events().size() - last), table);
        checkpoint(table, view, page.next());
    })),
    CHECKPOINT_MOVES_THOUGH_THE_PAGE_WAS_NOT_APPLIED(steps((table, page, view) -> {
        try {
            view.apply(page.events(), table);
        } finally {
            checkpoint(table, view, page.next());
        }
    })),
    WHAT_HAS_NOT_SETTLED_IS_APPLIED(new Parts() {
        @Override
        Steps projector(EventLog log, Settling settling, Clock clock, ViewTable table) {
            return super.projector(log, settling, Clock.offset(clock, Duration.ofSeconds(2)), table);
        }
    }),
    ITEMS_ARE_PUT_WHATEVER_HAS_BEEN_PUT_MEANWHILE(tables(FaultyTables.Unconditional::new)),
    WHAT_IS_APPLIED_IS_APPLIED_AGAIN(tables(FaultyTables.Forgetful::new)),
    WHOLE_PAGE_IS_COUNTED_AGAIN_AFTER_A_CONFLICT(tables(FaultyTables.RecountingAfterConflict::new)),
    ITEM_IS_NEW_BUT_ITS_CONTENT_IS_OLD(tables(FaultyTables.StaleContent::new)),
    LENGTH_IS_RAISED_BEFORE_THE_LINES_ARE_THERE(tables(FaultyTables.LinesLast::new)),
    GENERATION_IS_RAISED_BEFORE_THE_LINES_ARE_OVERWRITTEN(tables(FaultyTables.OverwritesLast::new)),
    GENERATION_IS_NOT_KEPT(tables(FaultyTables.LengthAlone::new)),
    CHECKPOINT_IS_READ_AFTER_THE_ITEMS(new Parts() {
        @Override
        <T> ViewReader.Exact<T> ask(
                EventLog log,
                Settling settling,
                Clock clock,
                ViewTable table,
                View view,
                Function<ViewTable, T> question) {
            FaultyTables.Remembering before = new FaultyTables.Remembering(table);
            T unused = question.apply(before);
            before.get(view.checkpoint());
            return super.ask(log, settling, clock, before, view, question);
        }
    }),
    TAIL_IS_APPLIED_TWICE(new Parts() {
        @Override
        <T> ViewReader.Exact<T> ask(
                EventLog log,
                Settling settling,
                Clock clock,
                ViewTable table,
                View view,
                Function<ViewTable, T> question) {
            return super.ask(log, settling, clock, table, new FaultyTables.Twice(view), question);
        }
    }),
    READER_ENDS_BEFORE_THE_ITEMS_THAT_IT_HAS_READ(new Parts() {
        @Override
        <T> ViewReader.Exact<T> ask(
                EventLog log,
                Settling settling,
                Clock clock,
                ViewTable table,
                View view,
                Function<ViewTable, T> question) {
            ViewReader.Exact<T> exact = super.ask(log, settling, clock, table, view, question);
            Slot own = settling.horizon(clock.instant());
            return new ViewReader.Exact<>(exact.value(), Slot.min(exact.through(), own));
        }
    });

    /** How a step is gone about by a projector that is wrong. */
    private interface Order {
        void apply(ViewTable table, FeedPage page, View view);
    }

    @SuppressWarnings("ImmutableEnumChecker") // Parts have no state.
    private final Parts parts;

    Mutant(Parts parts) {
        this.parts = parts;
    }

    Parts parts() {
        return parts;
    }

    private static void checkpoint(ViewTable table, View view, Slot through) {
        Optional<Slot> read = table.get(view.checkpoint()).map(ViewItem::through);
        if (through.isAfter(read.orElse(new Slot(0)))) {
            table.replace(view.checkpoint(), read, new ViewItem(through, Content.EMPTY));
        }
    }

    private static Parts steps(Order order) {
        return new Parts() {
            @Override
            Steps projector(EventLog log, Settling settling, Clock clock, ViewTable table) {
                Feed feed = new Feed(log, settling, clock);
                return view -> {
                    FeedPage page = feed.page(view.completeThrough(table), Filter.NONE, PAGE);
                    order.apply(table, page, view);
                    return new Projector.Step(page.next(), page.events().size(), page.caughtUp());
                };
            }
        };
    }

    private static Parts tables(UnaryOperator<ViewTable> faulty) {
        return new Parts() {
            @Override
            ViewTable projectorsTable(ViewTable table) {
                return faulty.apply(table);
            }
        };
    }
}
