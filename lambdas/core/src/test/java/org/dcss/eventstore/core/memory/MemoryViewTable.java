package org.dcss.eventstore.core.memory;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.dcss.eventstore.core.Slot;
import org.dcss.eventstore.core.view.ViewItem;
import org.dcss.eventstore.core.view.ViewKey;
import org.dcss.eventstore.core.view.ViewTable;

/** The table of views in memory. Safe for use by several threads. */
public final class MemoryViewTable implements ViewTable {

    private final Map<String, NavigableMap<String, ViewItem>> parts = new TreeMap<>();
    private final int itemsPerRead;

    /** @param itemsPerRead how many items one read brings at most, as DynamoDB ends each of its reads at 1 MB */
    public MemoryViewTable(int itemsPerRead) {
        this.itemsPerRead = itemsPerRead;
    }

    /** Takes everything away. */
    public synchronized void clear() {
        parts.clear();
    }

    @Override
    public synchronized Optional<ViewItem> get(ViewKey key) {
        return Optional.ofNullable(part(key.view()).get(key.key()));
    }

    @Override
    public synchronized boolean replace(ViewKey key, Optional<Slot> read, ViewItem item) {
        boolean same = get(key).map(ViewItem::through).equals(read);
        if (same) {
            part(key.view()).put(key.key(), item);
        }
        return same;
    }

    @Override
    public synchronized void put(Map<ViewKey, ViewItem> items) {
        items.forEach((key, item) -> part(key.view()).put(key.key(), item));
    }

    @Override
    public synchronized Set<ViewKey> keep(Map<ViewKey, ViewItem> items) {
        Set<ViewKey> others = new HashSet<>();
        items.forEach((key, item) -> {
            ViewItem before = part(key.view()).putIfAbsent(key.key(), item);
            if (before != null && !before.equals(item)) {
                others.add(key);
            }
        });
        return others;
    }

    @Override
    public synchronized List<Entry> read(String view, String from, String to, int limit) {
        return part(view).subMap(from, to).entrySet().stream()
                .limit(Math.min(limit, itemsPerRead))
                .map(item -> new Entry(item.getKey(), item.getValue()))
                .toList();
    }

    @Override
    public synchronized List<Entry> readBack(String view, String from, String to, int limit) {
        return part(view).subMap(from, true, to, false).descendingMap().entrySet().stream()
                .limit(Math.min(limit, itemsPerRead))
                .map(item -> new Entry(item.getKey(), item.getValue()))
                .toList();
    }

    @Override
    public synchronized Optional<Entry> floor(String view, String key) {
        return Optional.ofNullable(part(view).floorEntry(key)).map(item -> new Entry(item.getKey(), item.getValue()));
    }

    private NavigableMap<String, ViewItem> part(String view) {
        return parts.computeIfAbsent(view, any -> new TreeMap<>());
    }

    /** All that it holds under other keys than this one. */
    public synchronized Map<ViewKey, ViewItem> itemsBeside(String key) {
        Map<ViewKey, ViewItem> items = new HashMap<>();
        parts.forEach((view, part) -> part.forEach((name, item) -> {
            if (!name.equals(key)) {
                items.put(new ViewKey(view, name), item);
            }
        }));
        return items;
    }
}
