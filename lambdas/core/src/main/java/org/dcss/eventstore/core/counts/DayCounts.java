package org.dcss.eventstore.core.counts;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.LongStream;
import org.dcss.eventstore.core.Slot;
import org.dcss.eventstore.core.StoredEvent;
import org.dcss.eventstore.core.view.Content;

/**
 * How many events of each type a source's day holds in each hour. The first {@link #MAX_TYPES} types, in the order of the
 * log, are counted apart, the rest together. For one thread.
 */
public final class DayCounts {

    /** How many types of one source are told apart. */
    public static final int MAX_TYPES = 200;

    /** Stands for all further types; no type can be named so. */
    public static final String OTHER = "~other";

    private static final int HOURS = 24;
    private static final long HOUR_MILLIS = 3_600_000;

    private final Map<String, long[]> byType = new LinkedHashMap<>();

    /** How many events of each type there are, in the order of their first. */
    public Map<String, Long> totals() {
        Map<String, Long> totals = new LinkedHashMap<>();
        byType.forEach((type, hours) -> totals.put(type, LongStream.of(hours).sum()));
        return totals;
    }

    /** How many events of a type each hour holds, from 0 to 23; the type may be {@link #OTHER}. */
    public long[] hours(String type) {
        return byType.getOrDefault(type, new long[HOURS]).clone();
    }

    void add(StoredEvent stored) {
        String type = stored.event().type().name();
        boolean apart = byType.containsKey(type) || byType.size() < MAX_TYPES;
        byType.computeIfAbsent(apart ? type : OTHER, any -> new long[HOURS])[hour(stored.slot())]++;
    }

    private static int hour(Slot slot) {
        return (int) ((slot.millis() - slot.day().startMillis()) / HOUR_MILLIS);
    }

    /** A line for each type: its name, and each hour that has events with their number, such as {@code milestone 0:2 23:1}. */
    Content content() {
        StringBuilder text = new StringBuilder();
        byType.forEach((type, hours) -> {
            text.append(type);
            for (int hour = 0; hour < HOURS; hour++) {
                if (hours[hour] > 0) {
                    text.append(' ').append(hour).append(':').append(hours[hour]);
                }
            }
            text.append('\n');
        });
        return Content.of(text.toString());
    }

    static DayCounts parse(Content content) {
        DayCounts counts = new DayCounts();
        content.text().lines().forEach(line -> {
            String[] parts = line.split(" ", -1);
            long[] hours = new long[HOURS];
            for (int i = 1; i < parts.length; i++) {
                int colon = parts[i].indexOf(':');
                hours[Integer.parseInt(parts[i].substring(0, colon))] = Long.parseLong(parts[i].substring(colon + 1));
            }
            counts.byType.put(parts[0], hours);
        });
        return counts;
    }
}
