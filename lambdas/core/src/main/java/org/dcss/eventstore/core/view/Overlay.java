package org.dcss.eventstore.core.view;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.dcss.eventstore.core.Slot;

/**
 * A table as it would be: what is put stays here, above what the table holds. An item that was read once is the same ever
 * after. For one thread.
 */
final class Overlay implements ViewTable {

    private final ViewTable table;
    private final Map<String, NavigableMap<String, Optional<ViewItem>>> seen = new HashMap<>();
    private Slot latest = new Slot(0);

    Overlay(ViewTable table) {
        this.table = table;
    }

    /** The last slot of what was read from the table or put here. */
    Slot latest() {
        return latest;
    }

    @Override
    public Optional<ViewItem> get(ViewKey key) {
        return part(key.view()).computeIfAbsent(key.key(), any -> noted(table.get(key)));
    }

    @Override
    public boolean replace(ViewKey key, Optional<Slot> read, ViewItem item) {
        boolean same = get(key).map(ViewItem::through).equals(read);
        if (same) {
            part(key.view()).put(key.key(), noted(Optional.of(item)));
        }
        return same;
    }

    @Override
    public void put(Map<ViewKey, ViewItem> items) {
        items.forEach((key, item) -> part(key.view()).put(key.key(), noted(Optional.of(item))));
    }

    @Override
    public Set<ViewKey> keep(Map<ViewKey, ViewItem> items) {
        Set<ViewKey> others = new HashSet<>();
        items.forEach((key, item) -> {
            ViewItem kept = get(key).orElse(item);
            if (kept.equals(item)) {
                part(key.view()).put(key.key(), noted(Optional.of(item)));
            } else {
                others.add(key);
            }
        });
        return others;
    }

    @Override
    public List<Entry> read(String view, String from, String to, int limit) {
        List<Entry> below = table.read(view, from, to, limit);
        NavigableMap<String, Optional<ViewItem>> part = part(view);
        below.forEach(entry -> part.putIfAbsent(entry.key(), noted(Optional.of(entry.item()))));
        // Beyond the last one the table may hold more that this read has not brought.
        String end = below.isEmpty() ? to : below.get(below.size() - 1).key() + '\0';
        List<Entry> entries = new ArrayList<>();
        part.subMap(from, end).forEach((key, item) -> item.ifPresent(found -> entries.add(new Entry(key, found))));
        return entries.subList(0, Math.min(limit, entries.size()));
    }

    @Override
    public Optional<Entry> floor(String view, String key) {
        table.floor(view, key)
                .ifPresent(below -> part(view).putIfAbsent(below.key(), noted(Optional.of(below.item()))));
        return part(view).headMap(key, true).descendingMap().entrySet().stream()
                .filter(entry -> entry.getValue().isPresent())
                .map(entry -> new Entry(entry.getKey(), entry.getValue().orElseThrow()))
                .findFirst();
    }

    private NavigableMap<String, Optional<ViewItem>> part(String view) {
        return seen.computeIfAbsent(view, any -> new TreeMap<>());
    }

    private Optional<ViewItem> noted(Optional<ViewItem> item) {
        item.ifPresent(found -> latest = Slot.max(latest, found.through()));
        return item;
    }
}
