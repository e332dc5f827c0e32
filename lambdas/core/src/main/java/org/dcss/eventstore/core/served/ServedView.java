package org.dcss.eventstore.core.served;

import java.util.Optional;
import org.dcss.eventstore.core.Slot;
import org.dcss.eventstore.core.view.Content;
import org.dcss.eventstore.core.view.ViewItem;
import org.dcss.eventstore.core.view.ViewKey;
import org.dcss.eventstore.core.view.ViewTable;

/**
 * The version of a view that is read: an item of its own says so, and changes once the next version has caught up.
 *
 * @param name the version's own, such as {@code entities.1-ab12cd34}
 * @param definition what beside the name a reader must know to read it, such as the rule of an index; may be empty
 */
public record ServedView(String name, String definition) {

    /**
     * What is served of a view; empty if nothing is yet.
     *
     * @param view such as {@code entities}
     */
    public static Optional<ServedView> of(ViewTable table, String view) {
        return table.get(key(view)).map(ViewItem::content).map(ServedView::parse);
    }

    /** Has this version served from now on, unless somebody else has changed at the same time what is. */
    void serve(ViewTable table, String view, Slot through) {
        Optional<ViewItem> before = table.get(key(view));
        if (!before.map(ViewItem::content).equals(Optional.of(content()))) {
            table.replace(key(view), before.map(ViewItem::through), new ViewItem(through, content()));
        }
    }

    private static ViewKey key(String view) {
        return new ViewKey("served", view);
    }

    /** The name on a line, and the definition after it. */
    private Content content() {
        return Content.of(definition.isEmpty() ? name : name + "\n" + definition);
    }

    private static ServedView parse(Content content) {
        String[] parts = content.text().split("\n", 2);
        return new ServedView(parts[0], parts.length > 1 ? parts[1] : "");
    }
}
