package org.dcss.eventstore.core.projection;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.dcss.eventstore.core.Slot;
import org.dcss.eventstore.core.view.ViewItem;
import org.dcss.eventstore.core.view.ViewKey;
import org.dcss.eventstore.core.view.ViewTable;
import org.dcss.eventstore.core.view.ViewTableException;

/** The table as one actor sees it: each call meets the fate that the schedule has for it. */
final class ActorTable implements ViewTable {

    private final ViewTable table;
    private final Actor actor;
    private final Queue<Runnable> late;
    private final RandomGenerator random;
    private final Set<Sight> seen;

    /** @param late gets the calls that are to be carried out later */
    ActorTable(ViewTable table, Actor actor, Queue<Runnable> late, RandomGenerator random, Set<Sight> seen) {
        this.table = table;
        this.actor = actor;
        this.late = late;
        this.random = random;
        this.seen = seen;
    }

    @Override
    public Optional<ViewItem> get(ViewKey key) {
        return call(() -> table.get(key));
    }

    @Override
    public boolean replace(ViewKey key, Optional<Slot> read, ViewItem item) {
        boolean put = call(() -> table.replace(key, read, item));
        if (!put) {
            seen.add(Sight.CONFLICT);
        }
        return put;
    }

    @Override
    public void put(Map<ViewKey, ViewItem> items) {
        Set<ViewKey> unused = several(items, some -> {
            table.put(some);
            return Set.of();
        });
    }

    @Override
    public Set<ViewKey> keep(Map<ViewKey, ViewItem> items) {
        return several(items, table::keep);
    }

    /** May be carried out in part where the caller gets no answer. */
    private Set<ViewKey> several(Map<ViewKey, ViewItem> items, Function<Map<ViewKey, ViewItem>, Set<ViewKey>> call) {
        if (items.isEmpty()) {
            return Set.of();
        }
        Actor.Fate fate = actor.next();
        if (fate == Actor.Fate.DONE) {
            return call.apply(items);
        }
        Map<ViewKey, ViewItem> some = new HashMap<>();
        items.forEach((key, item) -> {
            if (random.nextBoolean()) {
                some.put(key, item);
            }
        });
        return unanswered(fate, () -> call.apply(some));
    }

    @Override
    public List<Entry> read(String view, String from, String to, int limit) {
        return call(() -> table.read(view, from, to, limit));
    }

    @Override
    public Optional<Entry> floor(String view, String key) {
        return call(() -> table.floor(view, key));
    }

    private interface Call<T> {
        T make();
    }

    private <T> T call(Call<T> call) {
        Actor.Fate fate = actor.next();
        return fate == Actor.Fate.DONE ? call.make() : unanswered(fate, call);
    }

    private <T> T unanswered(Actor.Fate fate, Call<T> call) {
        if (fate == Actor.Fate.LATE) {
            late.add(call::make);
        } else if (fate != Actor.Fate.LOST) {
            call.make();
        }
        if (fate == Actor.Fate.ENDED_AFTER) {
            throw new Actor.Ended();
        }
        throw new ViewTableException("no answer", new IllegalStateException());
    }
}
