package org.dcss.eventstore.query.request;

import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.dcss.eventstore.core.Day;

/** Days, both ends included, at most {@link #MAX_DAYS}. */
public record DayRange(Day from, Day to) {

    public static final int MAX_DAYS = 366;

    private static final Pattern MILLIS = Pattern.compile("[0-9]{1,15}");
    private static final Pattern DATE = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}");

    /**
     * Reads {@code from} and {@code to}, each the first millisecond of a UTC day or a date such as 2026-11-26. Without
     * {@code to} the range ends today, and without {@code from} it is one day.
     *
     * @param faults gets a sentence to the client for each parameter that is wrong
     * @return empty if one is
     */
    static Optional<DayRange> parse(Map<String, String> given, Day today, List<String> faults) {
        int before = faults.size();
        Optional<Day> from = Optional.ofNullable(given.get("from")).flatMap(value -> day("from", value, faults));
        Optional<Day> to = Optional.ofNullable(given.get("to")).flatMap(value -> day("to", value, faults));
        if (faults.size() > before) {
            return Optional.empty();
        }
        Day last =
                to.orElseGet(() -> from.filter(day -> day.compareTo(today) > 0).orElse(today));
        Day first = from.orElse(last);
        if (first.compareTo(last) > 0) {
            faults.add("from must not come after to: did you mean " + NearestDay.shown("from", last) + " and "
                    + NearestDay.shown("to", first) + "?");
            return Optional.empty();
        }
        if (count(first, last) > MAX_DAYS) {
            faults.add(
                    "A range has at most " + MAX_DAYS + " days, not " + count(first, last) + ": the longest from there"
                            + " ends with " + NearestDay.shown("to", plus(first, MAX_DAYS - 1)) + ".");
            return Optional.empty();
        }
        return Optional.of(new DayRange(first, last));
    }

    private static Optional<Day> day(String name, String value, List<String> faults) {
        if (DATE.matcher(value).matches()) {
            try {
                long millis = LocalDate.parse(value)
                        .atStartOfDay(ZoneOffset.UTC)
                        .toInstant()
                        .toEpochMilli();
                if (millis >= 0) {
                    return Optional.of(new Day(millis));
                }
                faults.add(name + " must not lie before 1970-01-01.");
            } catch (DateTimeParseException e) {
                faults.add(name + "=" + value + " is no date of the calendar.");
            }
            return Optional.empty();
        }
        if (!MILLIS.matcher(value).matches()) {
            faults.add(name + " must be a date, such as 2020-05-18, or the first millisecond of a UTC day, such as"
                    + " 1589760000000, given once, not " + Quoted.of(value) + ".");
            return Optional.empty();
        }
        long millis = Long.parseLong(value);
        if (Day.isStart(millis) && !Seconds.areMeant(millis)) {
            return Optional.of(new Day(millis));
        }
        faults.add(NearestDay.explain(name, millis));
        return Optional.empty();
    }

    private static long count(Day from, Day to) {
        return Duration.ofMillis(to.startMillis() - from.startMillis()).toDays() + 1;
    }

    private static Day plus(Day day, int days) {
        return new Day(day.startMillis() + Duration.ofDays(days).toMillis());
    }
}
