package org.dcss.eventstore.core.view;

import java.util.List;
import org.dcss.eventstore.core.Slot;
import org.dcss.eventstore.core.StoredEvent;

/**
 * A function of the log, kept in a table. Its name carries the version of its rule, such as {@code counts.1}: another rule
 * is another view.
 */
public interface View {

    String name();

    /**
     * Applies events to the items that they concern. Applying them again, wholly or in part, changes nothing: neither after
     * a crash, nor beside another projector, nor years later.
     *
     * @param events a stretch of the log, none left out, that begins where the view is complete, or before
     * @throws ViewTableException if the table gives no answer
     * @throws ViewConflictException if the table holds what the log does not say
     */
    void apply(List<StoredEvent> events, ViewTable table);

    /** Where the table notes through which slot the view is complete. */
    default ViewKey checkpoint() {
        return new ViewKey(name(), "checkpoint");
    }

    /** Through which slot the table holds everything. */
    default Slot completeThrough(ViewTable table) {
        return table.get(checkpoint()).map(ViewItem::through).orElse(new Slot(0));
    }
}
