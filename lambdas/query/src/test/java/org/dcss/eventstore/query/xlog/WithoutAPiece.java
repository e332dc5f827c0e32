package org.dcss.eventstore.query.xlog;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.dcss.eventstore.core.Slot;
import org.dcss.eventstore.core.view.ViewItem;
import org.dcss.eventstore.core.view.ViewKey;
import org.dcss.eventstore.core.view.ViewTable;

/** A table in which the one item is missing that so many others of its read come before. */
final class WithoutAPiece implements ViewTable {

    private final ViewTable table;
    private final int place;

    WithoutAPiece(ViewTable table, int place) {
        this.table = table;
        this.place = place;
    }

    @Override
    public Optional<ViewItem> get(ViewKey key) {
        return table.get(key);
    }

    @Override
    public boolean replace(ViewKey key, Optional<Slot> read, ViewItem item) {
        throw new UnsupportedOperationException("read only");
    }

    @Override
    public Set<ViewKey> keep(Map<ViewKey, ViewItem> items) {
        throw new UnsupportedOperationException("read only");
    }

    @Override
    public List<Entry> read(String view, String from, String to, int limit) {
        List<Entry> entries = new ArrayList<>(table.read(view, from, to, limit));
        if (entries.size() > place) {
            entries.remove(place);
        }
        return entries;
    }

    @Override
    public Optional<Entry> floor(String view, String key) {
        return table.floor(view, key);
    }
}
