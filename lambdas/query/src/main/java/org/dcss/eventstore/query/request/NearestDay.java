package org.dcss.eventstore.query.request;

import java.time.LocalDate;
import java.time.ZoneOffset;
import org.dcss.eventstore.core.Day;

/** Helps somebody whose number is no start of a day. */
final class NearestDay {

    private NearestDay() {}

    static String explain(long millis) {
        if (Seconds.areMeant(millis)) {
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
