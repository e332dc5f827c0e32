package org.dcss.eventstore.core.projection;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.dcss.eventstore.core.Slot;
import org.dcss.eventstore.core.StoredEvent;
import org.dcss.eventstore.core.memory.ForwardingViewTable;
import org.dcss.eventstore.core.view.Content;
import org.dcss.eventstore.core.view.View;
import org.dcss.eventstore.core.view.ViewItem;
import org.dcss.eventstore.core.view.ViewKey;
import org.dcss.eventstore.core.view.ViewTable;

/** What a mutant puts between a projector or a reader and the table: each makes one rule of theirs fail. */
final class FaultyTables {

    private FaultyTables() {}

    private static class Plain extends ForwardingViewTable {

        Plain(ViewTable table) {
            super(table);
        }

        static boolean isCheckpoint(ViewKey key) {
            return key.key().equals("checkpoint");
        }
    }

    /** Puts whatever is there. */
    static final class Unconditional extends Plain {

        Unconditional(ViewTable table) {
            super(table);
        }

        @Override
        public boolean replace(ViewKey key, Optional<Slot> read, ViewItem item) {
            return isCheckpoint(key)
                    ? super.replace(key, read, item)
                    : super.replace(key, get(key).map(ViewItem::through), item) || replace(key, read, item);
        }
    }

    /** Takes no item for further on than the beginning. */
    static class Forgetful extends Plain {

        private final Map<ViewKey, Slot> truth = new HashMap<>();

        Forgetful(ViewTable table) {
            super(table);
        }

        boolean forgets(ViewKey key) {
            return !isCheckpoint(key);
        }

        @Override
        public Optional<ViewItem> get(ViewKey key) {
            Optional<ViewItem> item = super.get(key);
            item.ifPresent(found -> truth.put(key, found.through()));
            return item.map(found -> forgets(key) ? new ViewItem(new Slot(0), found.content()) : found);
        }

        @Override
        public boolean replace(ViewKey key, Optional<Slot> read, ViewItem item) {
            return super.replace(key, read.map(slot -> truth.getOrDefault(key, slot)), item);
        }
    }

    /** The same, but only after a conflict. */
    static final class RecountingAfterConflict extends Forgetful {

        private final Set<ViewKey> conflicts = new HashSet<>();

        RecountingAfterConflict(ViewTable table) {
            super(table);
        }

        @Override
        boolean forgets(ViewKey key) {
            return super.forgets(key) && conflicts.contains(key);
        }

        @Override
        public boolean replace(ViewKey key, Optional<Slot> read, ViewItem item) {
            boolean put = super.replace(key, read, item);
            if (put) {
                conflicts.remove(key);
            } else {
                conflicts.add(key);
            }
            return put;
        }
    }

    /** Brings each item's content as it was first read, with the slot that it is through now. */
    static final class StaleContent extends Plain {

        private final Map<ViewKey, ViewItem> first = new HashMap<>();

        StaleContent(ViewTable table) {
            super(table);
        }

        @Override
        public Optional<ViewItem> get(ViewKey key) {
            return super.get(key)
                    .map(item -> new ViewItem(
                            item.through(),
                            first.computeIfAbsent(key, any -> item).content()));
        }

        @Override
        public boolean replace(ViewKey key, Optional<Slot> read, ViewItem item) {
            boolean put = super.replace(key, read, item);
            if (put) {
                first.put(key, item);
            }
            return put;
        }
    }

    /** Keeps items after the item that tells of them. */
    static final class LinesLast extends Plain {

        private final List<Map<ViewKey, ViewItem>> waiting = new ArrayList<>();

        LinesLast(ViewTable table) {
            super(table);
        }

        @Override
        public Set<ViewKey> keep(Map<ViewKey, ViewItem> items) {
            waiting.add(items);
            return Set.of();
        }

        @Override
        public boolean replace(ViewKey key, Optional<Slot> read, ViewItem item) {
            boolean put = super.replace(key, read, item);
            waiting.forEach(super::keep);
            waiting.clear();
            return put;
        }
    }

    /** Overwrites lines after the item that tells of it. */
    static final class OverwritesLast extends Plain {

        private final List<Runnable> waiting = new ArrayList<>();

        OverwritesLast(ViewTable table) {
            super(table);
        }

        @Override
        public boolean replace(ViewKey key, Optional<Slot> read, ViewItem item) {
            if (key.view().startsWith("xlog.2#")) {
                waiting.add(() -> super.replace(key, read, item));
                return true;
            }
            boolean put = super.replace(key, read, item);
            waiting.forEach(Runnable::run);
            waiting.clear();
            return put;
        }
    }

    /** Keeps nothing of a file but its length. */
    static final class LengthAlone extends Plain {

        LengthAlone(ViewTable table) {
            super(table);
        }

        @Override
        public boolean replace(ViewKey key, Optional<Slot> read, ViewItem item) {
            return super.replace(
                    key,
                    read,
                    key.key().startsWith("file#")
                            ? new ViewItem(
                                    item.through(),
                                    Content.of(item.content().text().split(" ", -1)[0]))
                            : item);
        }
    }

    /** Brings what it has once read again. */
    static final class Remembering extends Plain {

        private final Map<ViewKey, Optional<ViewItem>> items = new HashMap<>();
        private final Map<List<Object>, Object> stretches = new HashMap<>();

        Remembering(ViewTable table) {
            super(table);
        }

        @Override
        public Optional<ViewItem> get(ViewKey key) {
            return items.computeIfAbsent(key, super::get);
        }

        @Override
        @SuppressWarnings("unchecked")
        public List<Entry> read(String view, String from, String to, int limit) {
            return (List<Entry>)
                    stretches.computeIfAbsent(List.of(view, from, to), any -> super.read(view, from, to, limit));
        }
    }

    /** Applies everything twice, the second time as if the first had not been. */
    record Twice(View view) implements View {

        @Override
        public String name() {
            return view.name();
        }

        @Override
        public void apply(List<StoredEvent> events, ViewTable table) {
            view.apply(events, table);
            view.apply(events, new Forgetful(table));
        }
    }
}
