package org.dcss.eventstore.core.entities;

import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.dcss.eventstore.core.Slot;
import org.dcss.eventstore.core.StoredEvent;

/**
 * When an event happened, as far as is known, and its slot, which tells events of one millisecond apart.
 *
 * @param millis since 1970; before that negative
 */
public record Moment(long millis, Slot slot) implements Comparable<Moment> {

    /** No event is taken for earlier or later than this: some 31,000 years from 1970. */
    private static final long FARTHEST = 999_999_999_999_999L;

    /** So that each moment is a positive number, and of 16 digits. */
    private static final long SHIFT = FARTHEST + 1;

    private static final Comparator<Moment> ORDER =
            Comparator.comparingLong(Moment::millis).thenComparing(Moment::slot);

    private static final Pattern TEXT = Pattern.compile("(-?[0-9]{1,15})\\.([0-9]{1,15})");

    public Moment {
        millis = Math.max(-FARTHEST, Math.min(FARTHEST, millis));
    }

    /** By the event's own time, or else by when it was accepted. */
    public static Moment of(StoredEvent stored) {
        Instant time = stored.event().at().orElse(stored.event().accepted());
        return new Moment(time.toEpochMilli(), stored.slot());
    }

    /** Reads what {@link #text} wrote; empty if it is nothing of that kind. */
    public static Optional<Moment> parse(String text) {
        Matcher parts = TEXT.matcher(text);
        return parts.matches()
                ? Optional.of(new Moment(Long.parseLong(parts.group(1)), new Slot(Long.parseLong(parts.group(2)))))
                : Optional.empty();
    }

    public String text() {
        return millis + "." + slot.millis();
    }

    /** Of a fixed width, in the order of the moments. */
    String key() {
        return "%016d#%015d".formatted(millis + SHIFT, slot.millis());
    }

    static Moment ofKey(String key) {
        int mark = key.indexOf('#');
        return new Moment(
                Long.parseLong(key.substring(0, mark)) - SHIFT, new Slot(Long.parseLong(key.substring(mark + 1))));
    }

    @Override
    public int compareTo(Moment other) {
        return ORDER.compare(this, other);
    }
}
