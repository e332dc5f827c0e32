package org.dcss.eventstore.query.request;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.dcss.eventstore.core.Day;
import org.dcss.eventstore.core.Slot;

/** Reads the parameters of {@code GET /events}, strictly: one misspelt must not silently ask for something else. */
public final class EventsParameters {

    public static final int MAX_LIMIT = 1000;

    private static final List<String> NAMES = Stream.concat(
                    Stream.of("ts_day", "after", "limit"), SelectionParameters.NAMES.stream())
            .toList();
    /** As many digits as the year 33658 has milliseconds. */
    private static final Pattern MILLIS = Pattern.compile("[0-9]{1,15}");

    private static final Pattern LIMIT = Pattern.compile("[0-9]{1,4}");
    private static final String FORMS = "Say which events: ts_day for all events of one day, such as"
            + " /events?ts_day=1589760000000 (18 May 2020), or after for the feed from any millisecond on, such as"
            + " /events?after=0&limit=100. Both can be filtered by src, type, file and max_age.";

    /** Further ahead than this no clock is wrong by: a feed that starts there would be empty for as long. */
    private static final Duration FARTHEST_AHEAD = Duration.ofDays(1);

    private final Map<String, String> given;
    private final Instant now;
    private final List<String> faults = new ArrayList<>();

    private EventsParameters(Map<String, String> given, Instant now) {
        this.given = given;
        this.now = now;
    }

    /** @param given decoded; the values of a repeated parameter joined by commas, as the gateway does it */
    public static EventsQuery parse(Map<String, String> given, Instant now) {
        return new EventsParameters(given, now).query();
    }

    private EventsQuery query() {
        Known.check(given, NAMES, faults);
        Optional<Day> day = once("ts_day", this::day);
        Optional<Slot> after = once("after", this::slot);
        Optional<Integer> limit = once("limit", this::limit);
        Selection selection = SelectionParameters.parse(given, now, faults);
        if (given.containsKey("ts_day") && given.containsKey("limit")) {
            faults.add("limit goes with after only: a day is answered whole, in pages only where it must be.");
        }
        if (!faults.isEmpty()) {
            return new EventsQuery.Malformed(String.join(" ", faults));
        }
        if (day.isPresent()) {
            return new EventsQuery.OfDay(day.get(), after, selection);
        }
        return after.<EventsQuery>map(from -> new EventsQuery.OfFeed(from, selection, limit.orElse(MAX_LIMIT)))
                .orElseGet(() -> new EventsQuery.Malformed(FORMS));
    }

    private <T> Optional<T> once(String name, Function<String, Optional<T>> parser) {
        String value = given.get(name);
        if (value == null) {
            return Optional.empty();
        }
        if (value.contains(",")) {
            faults.add(name + " must be given once, with one value.");
            return Optional.empty();
        }
        return parser.apply(value);
    }

    private Optional<Day> day(String value) {
        if (!MILLIS.matcher(value).matches()) {
            faults.add("ts_day must be the first millisecond of a UTC day, counted from 1970, such as 1589760000000,"
                    + " not " + Quoted.of(value) + ".");
            return Optional.empty();
        }
        long millis = Long.parseLong(value);
        if (Day.isStart(millis) && !Seconds.areMeant(millis)) {
            return Optional.of(new Day(millis));
        }
        faults.add(NearestDay.explain("ts_day", millis));
        return Optional.empty();
    }

    private Optional<Slot> slot(String value) {
        if (MILLIS.matcher(value).matches()) {
            return slot(Long.parseLong(value));
        }
        faults.add("after must be a time in milliseconds since 1970, such as 1589794414000, or 0 for everything, not "
                + Quoted.of(value) + ".");
        return Optional.empty();
    }

    private Optional<Slot> slot(long millis) {
        if (Seconds.areMeant(millis)) {
            faults.add("after=" + millis + " looks like seconds, but after is in milliseconds: after=" + millis * 1000
                    + ".");
        } else if (!given.containsKey("ts_day")
                && millis > now.plus(FARTHEST_AHEAD).toEpochMilli()) {
            faults.add("after=" + millis + " lies more than a day ahead: there is nothing to come after it until then."
                    + " Now is after=" + now.toEpochMilli() + "; everything there is comes after 0.");
        } else {
            return Optional.of(new Slot(millis));
        }
        return Optional.empty();
    }

    private Optional<Integer> limit(String value) {
        if (LIMIT.matcher(value).matches()) {
            int limit = Integer.parseInt(value);
            if (limit >= 1 && limit <= MAX_LIMIT) {
                return Optional.of(limit);
            }
        }
        faults.add("limit must be a whole number from 1 to " + MAX_LIMIT + ", not " + Quoted.of(value) + ".");
        return Optional.empty();
    }
}
