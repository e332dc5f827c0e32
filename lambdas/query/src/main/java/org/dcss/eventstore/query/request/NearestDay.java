package org.dcss.eventstore.query.request;

import java.time.LocalDate;
import java.time.ZoneOffset;
import org.dcss.eventstore.core.Day;

/** Helps somebody whose number is no start of a day. */
final class NearestDay {

    private NearestDay() {}

    /** @param name what the parameter is called */
    static String explain(String name, long millis) {
        if (Seconds.areMeant(millis)) {
            return name + "=" + millis + " looks like seconds, but " + name + " is in milliseconds; the nearest day is "
                    + shown(name, nearest(millis * 1000)) + ".";
        }
        return name + "=" + millis + " is not the start of a UTC day; the nearest is " + shown(name, nearest(millis))
                + ".";
    }

    private static Day nearest(long millis) {
        Day day = Day.containing(millis);
        boolean upper = millis - day.startMillis() > day.next().startMillis() - millis;
        return upper ? day.next() : day;
    }

    /** A day as a parameter, with its date beside it. */
    static String shown(String name, Day day) {
        LocalDate date = day.first().start().atOffset(ZoneOffset.UTC).toLocalDate();
        return name + "=" + day.startMillis() + " (" + date + ")";
    }
}
