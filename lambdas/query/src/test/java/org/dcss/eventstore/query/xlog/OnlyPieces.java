package org.dcss.eventstore.query.xlog;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.dcss.eventstore.core.Slot;
import org.dcss.eventstore.core.view.ViewItem;
import org.dcss.eventstore.core.view.ViewKey;
import org.dcss.eventstore.core.view.ViewTable;

/** A table that takes lines, and drops what says how long their file is: the projector that put them has died. */
final class OnlyPieces implements ViewTable {

    private final ViewTable table;

    OnlyPieces(ViewTable table) {
        this.table = table;
    }

    @Override
    public Optional<ViewItem> get(ViewKey key) {
        return table.get(key);
    }

    @Override
    public boolean replace(ViewKey key, Optional<Slot> read, ViewItem item) {
        return true;
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
    public Optional<Entry> floor(String view, String key) {
        return table.floor(view, key);
    }
}
