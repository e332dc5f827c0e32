package org.dcss.eventstore.core.simulation;

import java.time.Instant;
import java.util.List;
import org.dcss.eventstore.core.Day;
import org.dcss.eventstore.core.Slot;
import org.dcss.eventstore.core.memory.FaultyLog;
import org.dcss.eventstore.core.read.Consistency;
import org.dcss.eventstore.core.read.EventLog;
import org.dcss.eventstore.core.read.FeedPage;
import org.dcss.eventstore.core.read.Filter;
import org.dcss.eventstore.core.read.LogPage;

/** Faults in what a reader is shown. */
enum ReaderMutants implements Mutant {
    NEXT_IS_NOW_INSTEAD_OF_THE_HORIZON {
        @Override
        public FeedPage shown(FeedPage page, Instant now) {
            return page.caughtUp() ? new FeedPage(page.events(), Slot.at(now), page.horizon(), true, 0) : page;
        }
    },
    NEXT_PASSES_ONE_SLOT_TOO_MANY {
        @Override
        public FeedPage shown(FeedPage page, Instant now) {
            return page.events().isEmpty()
                    ? page
                    : new FeedPage(page.events(), page.next().next(), page.horizon(), page.caughtUp(), 0);
        }
    },
    LIVE_EDGE_IS_READ_EVENTUALLY_CONSISTENT {
        @Override
        public EventLog reading(EventLog log) {
            return new FaultyLog(log) {
                @Override
                public LogPage read(Slot from, Slot through, Filter filter, int limit, Consistency consistency) {
                    return super.read(from, through, filter, limit, Consistency.EVENTUAL);
                }
            };
        }
    },
    DAY_INDEX_IS_READ_EVENTUALLY_CONSISTENT {
        @Override
        public EventLog reading(EventLog log) {
            return new FaultyLog(log) {
                @Override
                public List<Day> days(Day from, Day through, int limit, Consistency consistency) {
                    return super.days(from, through, limit, Consistency.EVENTUAL);
                }
            };
        }
    },
    DAY_INDEX_IS_NOT_READ {
        @Override
        public EventLog reading(EventLog log) {
            return new FaultyLog(log) {
                @Override
                public List<Day> days(Day from, Day through, int limit, Consistency consistency) {
                    return List.of(from);
                }
            };
        }
    },
    READ_IS_TAKEN_FOR_THE_WHOLE_STRETCH {
        @Override
        public EventLog reading(EventLog log) {
            return new FaultyLog(log) {
                @Override
                public LogPage read(Slot from, Slot through, Filter filter, int limit, Consistency consistency) {
                    return new LogPage(
                            super.read(from, through, filter, limit, consistency)
                                    .events(),
                            through);
                }
            };
        }
    };
}
