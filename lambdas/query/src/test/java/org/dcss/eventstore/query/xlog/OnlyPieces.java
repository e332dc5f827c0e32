package org.dcss.eventstore.query.xlog;

import java.util.Optional;
import org.dcss.eventstore.core.Slot;
import org.dcss.eventstore.core.memory.ForwardingViewTable;
import org.dcss.eventstore.core.view.ViewItem;
import org.dcss.eventstore.core.view.ViewKey;
import org.dcss.eventstore.core.view.ViewTable;

/** A table that takes lines, and drops what says how long their file is: the projector that put them has died. */
final class OnlyPieces extends ForwardingViewTable {

    OnlyPieces(ViewTable table) {
        super(table);
    }

    @Override
    public boolean replace(ViewKey key, Optional<Slot> read, ViewItem item) {
        return !key.view().contains("#") || super.replace(key, read, item);
    }
}
