package org.dcss.eventstore.query.xlog;

import java.util.ArrayList;
import java.util.List;
import org.dcss.eventstore.core.memory.ForwardingViewTable;
import org.dcss.eventstore.core.view.ViewTable;

/** A table in which the one item is missing that so many others of its read come before. */
final class WithoutAPiece extends ForwardingViewTable {

    private final int place;

    WithoutAPiece(ViewTable table, int place) {
        super(table);
        this.place = place;
    }

    @Override
    public List<Entry> read(String view, String from, String to, int limit) {
        List<Entry> entries = new ArrayList<>(super.read(view, from, to, limit));
        if (entries.size() > place) {
            entries.remove(place);
        }
        return entries;
    }
}
