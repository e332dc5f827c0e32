package org.dcss.eventstore.core.projection;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.dcss.eventstore.core.Event;
import org.dcss.eventstore.core.Slot;
import org.dcss.eventstore.core.StoredEvent;

/**
 * What views must say, in the plainest words: from all events up to a slot, each time from the first on.
 *
 * @param log the events as they were sent
 * @param withdrawn why data was taken out of the log, by slot
 */
record Recount(List<StoredEvent> log, Map<Slot, String> withdrawn) {

    /** Stands for each byte of a line whose data is out of the log but of which no follower has been told: it may be either. */
    private static final String EITHER = "\u0001";

    static Recount of(List<StoredEvent> all, Map<Slot, String> withdrawn, Slot through) {
        return new Recount(
                all.stream().filter(event -> !event.slot().isAfter(through)).toList(), withdrawn);
    }

    /** What was said, as far as it is known what must be. */
    static Map<String, String> masked(Map<String, String> said, Map<String, String> right) {
        Map<String, String> masked = new TreeMap<>();
        said.forEach((name, text) -> {
            String expected = right.getOrDefault(name, "");
            StringBuilder mask = new StringBuilder(text);
            for (int i = 0; i < Math.min(text.length(), expected.length()); i++) {
                if (expected.startsWith(EITHER, i)) {
                    mask.replace(i, i + 1, EITHER);
                }
            }
            masked.put(name, mask.toString());
        });
        return masked;
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
            if (!List.of("line", "withdrawal").contains(stored.event().type().name())) {
                players.computeIfAbsent(Events.player(stored.event()), any -> new ArrayList<>())
                        .add(stored.slot().millis());
            }
        }
        return players;
    }

    /** The text of a source's files, after it the file's generation. */
    Map<String, String> files(String src) {
        Map<String, String> files = new TreeMap<>();
        for (StoredEvent stored : log) {
            Event event = stored.event();
            String name = Events.file(event);
            if (event.src().name().equals(src) && !name.isEmpty() && isPossible(name, files)) {
                files.merge(name, line(stored) + "\n", String::concat);
            }
        }
        files.replaceAll((name, text) -> text + "generation " + generation(src, name));
        return files;
    }

    private String line(StoredEvent stored) {
        String line = Events.line(stored.event());
        if (!withdrawn.containsKey(stored.slot())) {
            return line;
        }
        boolean told = log.stream().anyMatch(event -> Events.tellsOf(event.event(), stored.slot()));
        String instead = "withdrawn=" + withdrawn.get(stored.slot()) + " ".repeat(line.length());
        return told ? instead.substring(0, line.length()) : EITHER.repeat(line.length());
    }

    private long generation(String src, String name) {
        return 1
                + log.stream()
                        .map(StoredEvent::event)
                        .filter(event -> event.type().name().equals("withdrawal"))
                        .filter(event -> event.src().name().equals(src)
                                && event.file().orElseThrow().value().equals(name))
                        .count();
    }

    private static boolean isPossible(String name, Map<String, String> files) {
        return files.keySet().stream().noneMatch(other -> other.startsWith(name + "/") || name.startsWith(other + "/"));
    }
}
