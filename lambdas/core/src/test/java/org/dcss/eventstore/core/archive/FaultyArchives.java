package org.dcss.eventstore.core.archive;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.dcss.eventstore.core.Slot;
import org.dcss.eventstore.core.archive.object.Bytes;
import org.dcss.eventstore.core.archive.object.ObjectStore;
import org.dcss.eventstore.core.memory.ForwardingViewTable;
import org.dcss.eventstore.core.view.ViewItem;
import org.dcss.eventstore.core.view.ViewKey;
import org.dcss.eventstore.core.view.ViewTable;

/** What a mutant puts between an archiver and what it keeps things in: each makes one rule of its fail. */
final class FaultyArchives {

    private FaultyArchives() {}

    private static boolean isManifest(String name) {
        return name.startsWith("manifest/");
    }

    private static boolean isCheckpoint(ViewKey key) {
        return key.key().equals("checkpoint");
    }

    private static class PlainStore implements ObjectStore {

        final ObjectStore store;

        PlainStore(ObjectStore store) {
            this.store = store;
        }

        @Override
        public Optional<Stored> read(String name) {
            return store.read(name);
        }

        @Override
        public boolean put(String name, Optional<String> replaces, Bytes content) {
            return store.put(name, replaces, content);
        }
    }

    private static class PlainTable extends ForwardingViewTable {

        PlainTable(ViewTable table) {
            super(table);
        }
    }

    private record Put(Optional<String> replaces, Bytes content) {}

    /** Puts the objects once their manifest is there. */
    static final class ManifestFirst extends PlainStore {

        private final Map<String, Put> waiting = new LinkedHashMap<>();

        ManifestFirst(ObjectStore store) {
            super(store);
        }

        @Override
        public boolean put(String name, Optional<String> replaces, Bytes content) {
            if (!isManifest(name)) {
                waiting.put(name, new Put(replaces, content));
                return true;
            }
            boolean done = super.put(name, replaces, content);
            Map<String, Put> now = new LinkedHashMap<>(waiting);
            waiting.clear();
            now.forEach((object, put) -> super.put(object, put.replaces(), put.content()));
            return done;
        }
    }

    /** Puts the manifest when it is told that the checkpoint has moved. */
    static final class ManifestLast extends PlainStore {

        private final Map<String, Put> waiting = new HashMap<>();

        ManifestLast(ObjectStore store) {
            super(store);
        }

        @Override
        public boolean put(String name, Optional<String> replaces, Bytes content) {
            if (!isManifest(name)) {
                return super.put(name, replaces, content);
            }
            waiting.put(name, new Put(replaces, content));
            return true;
        }

        void checkpointHasMoved() {
            Map<String, Put> now = Map.copyOf(waiting);
            waiting.clear();
            now.forEach((name, put) -> super.put(name, put.replaces(), put.content()));
        }
    }

    static final class FirstTheCheckpoint extends PlainTable {

        private final ManifestLast store;

        FirstTheCheckpoint(ViewTable table, ManifestLast store) {
            super(table);
            this.store = store;
        }

        @Override
        public boolean replace(ViewKey key, Optional<Slot> read, ViewItem item) {
            boolean put = super.replace(key, read, item);
            if (put && isCheckpoint(key)) {
                store.checkpointHasMoved();
            }
            return put;
        }
    }

    /** Takes the first slot of the next part for this one's. */
    static final class PartsEndLater extends PlainTable {

        PartsEndLater(ViewTable table) {
            super(table);
        }

        @Override
        public List<Entry> read(String view, String from, String to, int limit) {
            return super.read(view, from, to, limit).stream()
                    .map(entry -> entry.key().startsWith("part-")
                                    && entry.item().through().isAfter(new Slot(0))
                                    && !entry.item()
                                            .through()
                                            .equals(entry.item().through().day().last())
                            ? new Entry(
                                    entry.key(),
                                    new ViewItem(
                                            entry.item().through().next(),
                                            entry.item().content()))
                            : entry)
                    .toList();
        }
    }

    /** Moves the place in the feed and the last archived day as if they were two items. */
    static final class PlacesApart extends PlainTable {

        PlacesApart(ViewTable table) {
            super(table);
        }

        @Override
        public boolean replace(ViewKey key, Optional<Slot> read, ViewItem item) {
            Optional<ViewItem> there = isCheckpoint(key) ? get(key) : Optional.empty();
            if (there.isEmpty() || there.map(ViewItem::through).equals(read)) {
                return super.replace(key, read, item);
            }
            ViewItem other = there.get();
            Slot through = Slot.max(other.through().next(), item.through());
            boolean isLater = item.content().text().compareTo(other.content().text()) > 0;
            return super.replace(
                    key,
                    Optional.of(other.through()),
                    new ViewItem(through, isLater ? item.content() : other.content()));
        }
    }

    /** Keeps what is told of a day only if it is archived: the others will be read without the data anyway. */
    static final class NoticesForgotten extends PlainTable {

        NoticesForgotten(ViewTable table) {
            super(table);
        }

        @Override
        public Set<ViewKey> keep(Map<ViewKey, ViewItem> items) {
            Map<ViewKey, ViewItem> kept = new HashMap<>();
            items.forEach((key, item) -> {
                if (!key.key().startsWith("notice-") || isArchived(key.view())) {
                    kept.put(key, item);
                }
            });
            return super.keep(kept);
        }

        private boolean isArchived(String view) {
            String last = get(new ViewKey(Archive.VIEW, "checkpoint"))
                    .map(item -> item.content().text())
                    .orElse("");
            return view.substring(view.indexOf('#') + 1).compareTo(last) <= 0;
        }
    }

    static final class Unconditional extends PlainStore {

        Unconditional(ObjectStore store) {
            super(store);
        }

        @Override
        public boolean put(String name, Optional<String> replaces, Bytes content) {
            return super.put(name, version(name), content) || put(name, replaces, content);
        }

        private Optional<String> version(String name) {
            Optional<Stored> there = super.read(name);
            try (Stored stored = there.orElse(new Stored("", new ByteArrayInputStream(new byte[0])))) {
                return there.isEmpty() ? Optional.empty() : Optional.of(stored.version());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
