package org.dcss.eventstore.core.view;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.dcss.eventstore.core.Slot;

/**
 * The table of views. All reads and conditions are strongly consistent. Every call may throw a {@link ViewTableException};
 * a call that throws may have been carried out, may be carried out later, or never, in part where it has several items.
 */
public interface ViewTable {

    /** How many items one read asks for where all are wanted. */
    int READ = 1000;

    Optional<ViewItem> get(ViewKey key);

    /**
     * Puts an item if the one that is there is still the one that was read.
     *
     * @param read how far the item was, or empty if there was none
     * @return whether it was put
     */
    boolean replace(ViewKey key, Optional<Slot> read, ViewItem item);

    /**
     * Puts items that are the same whoever puts them and whenever, so that no condition is needed. In no order, and not all at
     * once.
     */
    void put(Map<ViewKey, ViewItem> items);

    /**
     * Keeps items that never change: puts each one unless there is one of its key. In no order, and not all at once.
     *
     * @return the keys under which there is something else, which is left as it is
     */
    Set<ViewKey> keep(Map<ViewKey, ViewItem> items);

    /**
     * Reads some items of a part, ascending by key.
     *
     * @param from the first key that is wanted
     * @param to the first key that is not wanted any more
     * @param limit how many at most, 1 or more; there may be fewer though more follow: only an empty answer says that none do
     */
    List<Entry> read(String view, String from, String to, int limit);

    /** Reads all items of a part, as {@link #read} does, however many there are. */
    default List<Entry> readAll(String view, String from, String to) {
        List<Entry> all = new ArrayList<>();
        List<Entry> next = read(view, from, to, READ);
        while (!next.isEmpty()) {
            all.addAll(next);
            next = read(view, next.get(next.size() - 1).key() + '\0', to, READ);
        }
        return all;
    }

    /**
     * Reads some items of a part, descending by key.
     *
     * @param from the first key that is wanted
     * @param to the first key that is not wanted any more
     * @param limit how many at most, 1 or more; there may be fewer though more follow: only an empty answer says that none do
     */
    default List<Entry> readBack(String view, String from, String to, int limit) {
        List<Entry> all = new ArrayList<>(readAll(view, from, to));
        Collections.reverse(all);
        return all.subList(0, Math.min(limit, all.size()));
    }

    /** The item with the greatest key up to this one, included. */
    Optional<Entry> floor(String view, String key);

    /** An item beside its key. */
    record Entry(String key, ViewItem item) {}
}
