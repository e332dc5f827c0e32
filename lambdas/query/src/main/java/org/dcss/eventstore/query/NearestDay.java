package org.dcss.eventstore.query;

import java.time.LocalDate;
import java.time.ZoneOffset;
import org.dcss.eventstore.core.Day;

/** Helps somebody whose number is no start of a day. */
final class NearestDay {

    /** The years 1973 to 2286 in seconds, and a day of 1970 in milliseconds. */
    private static final long FIRST_SECONDS = 100_000_000L;

    private static final long LAST_SECONDS = 9_999_999_999L;

    private NearestDay() {}

    static String explain(long millis) {
        if (millis >= FIRST_SECONDS && millis <= LAST_SECONDS) {
            return "ts_day=" + millis + " looks like seconds, but ts_day is in milliseconds; the nearest day is "
                    + name(nearest(millis * 1000)) + ".";
        }
        return "ts_day=" + millis + " is not the start of a UTC day; the nearest is " + name(nearest(millis)) + ".";
    }

    private static Day nearest(long millis) {
        Day day = Day.containing(millis);
        boolean upper = millis - day.startMillis() > day.next().startMillis() - millis;
        return upper ? day.next() : day;
    }

    private static String name(Day day) {
        LocalDate date = day.first().start().atOffset(ZoneOffset.UTC).toLocalDate();
        return "ts_day=" + day.startMillis() + " (" + date + ")";
    }
}
