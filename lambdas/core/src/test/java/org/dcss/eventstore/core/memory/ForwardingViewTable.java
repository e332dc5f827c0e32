package org.dcss.eventstore.core.memory;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.dcss.eventstore.core.Slot;
import org.dcss.eventstore.core.view.ViewItem;
import org.dcss.eventstore.core.view.ViewKey;
import org.dcss.eventstore.core.view.ViewTable;

/** Passes each call on to another table: for those that change some calls. */
public class ForwardingViewTable implements ViewTable {

    private final ViewTable table;

    public ForwardingViewTable(ViewTable table) {
        this.table = table;
    }

    @Override
    public Optional<ViewItem> get(ViewKey key) {
        return table.get(key);
    }

    @Override
    public boolean replace(ViewKey key, Optional<Slot> read, ViewItem item) {
        return table.replace(key, read, item);
    }

    @Override
    public void put(Map<ViewKey, ViewItem> items) {
        table.put(items);
    }

    @Override
    public Set<ViewKey> keep(Map<ViewKey, ViewItem> items) {
        return table.keep(items);
    }

    @Override
    public List<Entry> read(String view, String from, String to, int limit) {
        return table.read(view, from, to, limit);
    }

    @Override
    public List<Entry> readBack(String view, String from, String to, int limit) {
        return table.readBack(view, from, to, limit);
    }

    @Override
    public Optional<Entry> floor(String view, String key) {
        return table.floor(view, key);
    }
}
