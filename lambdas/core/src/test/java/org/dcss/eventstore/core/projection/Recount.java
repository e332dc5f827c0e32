package org.dcss.eventstore.core.projection;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.dcss.eventstore.core.Event;
import org.dcss.eventstore.core.Slot;
import org.dcss.eventstore.core.StoredEvent;

/** What views must say, in the plainest words: from all events up to a slot, each time from the first on. */
record Recount(List<StoredEvent> log) {

    static Recount of(List<StoredEvent> all, Slot through) {
        return new Recount(
                all.stream().filter(event -> !event.slot().isAfter(through)).toList());
    }

    /** By day, hour, source and type. */
    Map<String, Long> counts() {
        Map<String, Long> counts = new TreeMap<>();
        for (StoredEvent stored : log) {
            long day = stored.slot().day().startMillis();
            long hour = (stored.slot().millis() - day) / 3_600_000;
            counts.merge(
                    day + " " + hour + " " + stored.event().src() + " "
                            + stored.event().type(),
                    1L,
                    Long::sum);
        }
        return counts;
    }

    /** By the player's name. */
    Map<String, List<Long>> players() {
        Map<String, List<Long>> players = new TreeMap<>();
        for (StoredEvent stored : log) {
            if (!stored.event().type().name().equals("line")) {
                players.computeIfAbsent(Events.player(stored.event()), any -> new ArrayList<>())
                        .add(stored.slot().millis());
            }
        }
        return players;
    }

    /** The text of a source's files. */
    Map<String, String> files(String src) {
        Map<String, String> files = new TreeMap<>();
        for (StoredEvent stored : log) {
            Event event = stored.event();
            String name = Events.file(event);
            if (event.src().name().equals(src) && !name.isEmpty() && isPossible(name, files)) {
                files.merge(name, Events.line(event) + "\n", String::concat);
            }
        }
        return files;
    }

    private static boolean isPossible(String name, Map<String, String> files) {
        return files.keySet().stream().noneMatch(other -> other.startsWith(name + "/") || name.startsWith(other + "/"));
    }
}
