package org.dcss.eventstore.core.archive.object;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Locale;
import org.dcss.eventstore.core.Day;

/** What objects are called: folders in the form {@code name=value}, which readers of such archives know. */
public final class ObjectNames {

    private ObjectNames() {}

    /** The day as ISO 8601 has it, such as {@code 2026-11-26}. */
    public static String date(Day day) {
        return LocalDate.ofInstant(day.first().start(), ZoneOffset.UTC).toString();
    }

    public static Day day(String date) {
        return Day.containing(LocalDate.parse(date).atStartOfDay(ZoneOffset.UTC).toInstant());
    }

    /** Such as {@code src=cpo/type=milestone/day=2026-11-26/part-001.ndjson.gz}. */
    public static String object(Day day, Group group, int part) {
        return "src=" + group.src() + "/type=" + group.type() + "/day=" + date(day)
                + String.format(Locale.ROOT, "/part-%03d.ndjson.gz", part);
    }

    /** Such as {@code manifest/day=2026-11-26.json}. */
    public static String manifest(Day day) {
        return "manifest/day=" + date(day) + ".json";
    }
}
