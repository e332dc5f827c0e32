package org.dcss.eventstore.core.archive;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.dcss.eventstore.core.Day;
import org.dcss.eventstore.core.ReadFailedException;
import org.dcss.eventstore.core.Slot;
import org.dcss.eventstore.core.archive.object.Bytes;
import org.dcss.eventstore.core.archive.object.ObjectStore;
import org.dcss.eventstore.core.memory.FaultyLog;
import org.dcss.eventstore.core.projection.Actor;
import org.dcss.eventstore.core.read.Consistency;
import org.dcss.eventstore.core.read.EventLog;
import org.dcss.eventstore.core.read.Filter;
import org.dcss.eventstore.core.read.LogPage;
import org.dcss.eventstore.core.view.ViewItem;
import org.dcss.eventstore.core.view.ViewKey;
import org.dcss.eventstore.core.view.ViewTable;
import org.dcss.eventstore.core.view.ViewTableException;

/** The log, the table of views and the objects as one archiver sees them: each call meets the fate that the schedule has for it. */
final class Calls {

    private final Actor actor;
    private final Queue<Runnable> late;
    private final RandomGenerator random;

    /** @param late gets the calls that are to be carried out later */
    Calls(Actor actor, Queue<Runnable> late, RandomGenerator random) {
        this.actor = actor;
        this.late = late;
        this.random = random;
    }

    private <T> T call(Supplier<T> call) {
        Actor.Fate fate = actor.next();
        return fate == Actor.Fate.DONE ? call.get() : unanswered(fate, call);
    }

    private <T> T unanswered(Actor.Fate fate, Supplier<T> call) {
        if (fate == Actor.Fate.LATE) {
            late.add(() -> {
                T unused = call.get();
            });
        } else if (fate != Actor.Fate.LOST) {
            T unused = call.get();
        }
        if (fate == Actor.Fate.ENDED_AFTER) {
            throw new Actor.Ended();
        }
        throw new ViewTableException("no answer", new IllegalStateException());
    }

    EventLog log(EventLog log) {
        return new FaultyLog(log) {
            @Override
            public LogPage read(Slot from, Slot through, Filter filter, int limit, Consistency consistency) {
                return question(() -> super.read(from, through, filter, limit, consistency));
            }

            @Override
            public List<Day> days(Day from, Day through, int limit, Consistency consistency) {
                return question(() -> super.days(from, through, limit, consistency));
            }
        };
    }

    private <T> T question(Supplier<T> call) {
        try {
            return call(call);
        } catch (ViewTableException e) {
            throw new ReadFailedException("no answer", e);
        }
    }

    ObjectStore store(ObjectStore store) {
        return new ObjectStore() {
            @Override
            public Optional<Stored> read(String name) {
                return call(() -> store.read(name));
            }

            @Override
            public boolean put(String name, Optional<String> replaces, Bytes content) {
                return call(() -> store.put(name, replaces, content));
            }
        };
    }

    ViewTable table(ViewTable table) {
        return new ViewTable() {
            @Override
            public Optional<ViewItem> get(ViewKey key) {
                return call(() -> table.get(key));
            }

            @Override
            public boolean replace(ViewKey key, Optional<Slot> read, ViewItem item) {
                return call(() -> table.replace(key, read, item));
            }

            @Override
            public void put(Map<ViewKey, ViewItem> items) {
                throw new UnsupportedOperationException("the archive's items are put on conditions");
            }

            /** May be carried out in part where the caller gets no answer. */
            @Override
            public Set<ViewKey> keep(Map<ViewKey, ViewItem> items) {
                Actor.Fate fate = actor.next();
                if (fate == Actor.Fate.DONE) {
                    return table.keep(items);
                }
                Map<ViewKey, ViewItem> some = new HashMap<>();
                items.forEach((key, item) -> {
                    if (random.nextBoolean()) {
                        some.put(key, item);
                    }
                });
                return unanswered(fate, () -> table.keep(some));
            }

            @Override
            public List<Entry> read(String view, String from, String to, int limit) {
                return call(() -> table.read(view, from, to, limit));
            }

            @Override
            public Optional<Entry> floor(String view, String key) {
                return call(() -> table.floor(view, key));
            }
        };
    }
}
