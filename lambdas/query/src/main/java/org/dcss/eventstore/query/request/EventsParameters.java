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
import org.dcss.eventstore.core.entities.Moment;

/** Reads the parameters of {@code GET /events}, strictly: one misspelt must not silently ask for something else. */
public final class EventsParameters {

    public static final int MAX_LIMIT = 1000;

    private static final List<String> NAMES = Stream.concat(
                    Stream.of("ts_day", "after", "limit", "last", "order", "cursor"),
                    SelectionParameters.NAMES.stream())
            .toList();
    /** As many digits as the year 33658 has milliseconds. */
    private static final Pattern MILLIS = Pattern.compile("[0-9]{1,15}");

    private static final Pattern LIMIT = Pattern.compile("[0-9]{1,4}");
    private static final String FORMS = "Say which events: ts_day for all events of one day, such as"
            + " /events?ts_day=1589760000000 (18 May 2020), or after for the feed from any millisecond on, such as"
            + " /events?after=0&limit=100, or last for the last ones, such as /events?last=20. All can be filtered by src,"
            + " type, file, max_age and entity; entity with order=at gives events by their own times.";

    /** Further ahead than this no clock is wrong by: a feed that starts there would be empty for as long. */
    private static final Duration FARTHEST_AHEAD = Duration.ofDays(1);

    private final Map<String, String> given;
    private final Instant now;
    private final List<String> faults = new ArrayList<>();

    private EventsParameters(Map<String, String> given, Instant now) {
        this.given = given;
        this.now = now;
    }

    /**
     * Reads the parameters of a request.
     *
     * @param given decoded; the values of a repeated parameter joined by commas, as the gateway does it
     */
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
        Optional<Integer> last = once("last", this::last);
        Optional<Moment> cursor = once("cursor", this::cursor);
        boolean byTime = isByTime(selection);
        if (given.containsKey("last")) {
            exclude("last", "ts_day", "after", "limit", "order");
        }
        if (!faults.isEmpty()) {
            return new EventsQuery.Malformed(String.join(" ", faults));
        }
        if (byTime) {
            return new EventsQuery.OfTimes(
                    selection.entity().orElseThrow(), cursor, selection, limit.orElse(MAX_LIMIT));
        }
        if (last.isPresent()) {
            return new EventsQuery.OfLast(last.get(), selection);
        }
        if (day.isPresent()) {
            return new EventsQuery.OfDay(day.get(), after, selection);
        }
        return after.<EventsQuery>map(from -> new EventsQuery.OfFeed(from, selection, limit.orElse(MAX_LIMIT)))
                .orElseGet(() -> new EventsQuery.Malformed(FORMS));
    }

    /** Whether events are wanted in the order of their own times. */
    private boolean isByTime(Selection selection) {
        String order = given.get("order");
        if (order == null) {
            if (given.containsKey("cursor")) {
                faults.add("cursor comes from a link of order=at and goes with it.");
            }
            return false;
        }
        if (!order.equals("at")) {
            faults.add(
                    "order must be at, which is the order of the events' own times; without it they come in the order"
                            + " of their ts.");
        }
        if (selection.entity().isEmpty()) {
            faults.add("order goes with entity only.");
        }
        exclude("order", "ts_day", "after");
        return true;
    }

    private void exclude(String name, String... others) {
        for (String other : others) {
            if (given.containsKey(other)) {
                faults.add(name + " does not go with " + other + ".");
            }
        }
    }

    private Optional<Integer> last(String value) {
        return number("last", value);
    }

    private Optional<Moment> cursor(String value) {
        Optional<Moment> cursor = Moment.parse(value);
        if (cursor.isEmpty()) {
            faults.add("cursor must be as it stands in a link of order=at; without it the first events come.");
        }
        return cursor;
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
        return number("limit", value);
    }

    private Optional<Integer> number(String name, String value) {
        if (LIMIT.matcher(value).matches()) {
            int limit = Integer.parseInt(value);
            if (limit >= 1 && limit <= MAX_LIMIT) {
                return Optional.of(limit);
            }
        }
        faults.add(name + " must be a whole number from 1 to " + MAX_LIMIT + ", not " + Quoted.of(value) + ".");
        return Optional.empty();
    }
}
