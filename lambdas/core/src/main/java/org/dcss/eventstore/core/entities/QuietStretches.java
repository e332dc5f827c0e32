package org.dcss.eventstore.core.entities;

import java.util.LinkedHashMap;
import java.util.Map;
import org.dcss.eventstore.core.Slot;

/**
 * Stretches of the settled log that hold nothing about an entity, as far as earlier pages have shown it: whoever polls for
 * what comes next need not have them searched again. What has settled never changes, so a stretch holds for ever; those that
 * were used longest ago give way. Safe for use by several threads.
 */
public final class QuietStretches {

    /** How many are kept: at some 200 bytes each, 2 MB. */
    private static final int MOST = 10_000;

    private final Map<Start, Slot> ends = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Start, Slot> eldest) {
            return size() > MOST;
        }
    };

    /** @param index the index's name, which its rule gives */
    private record Start(String index, String entity, Slot after) {}

    /** The last slot of the stretch that begins behind this one; the slot itself if none is known. */
    synchronized Slot endOf(About about, Slot after) {
        return Slot.max(after, ends.getOrDefault(start(about, after), after));
    }

    /** Notes that no event after {@code after}, up to {@code through} if that is later, is about it. */
    synchronized void note(About about, Slot after, Slot through) {
        ends.merge(start(about, after), through, Slot::max);
    }

    private static Start start(About about, Slot after) {
        return new Start(about.index().name(), EntityRule.folded(about.entity()), after);
    }
}
