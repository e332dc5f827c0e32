package org.dcss.eventstore.query.request;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dcss.eventstore.core.Day;
import org.dcss.eventstore.core.read.Filter;

/** What a {@code GET /counts} asks for. */
public sealed interface CountsQuery {

    /**
     * How many events there are.
     *
     * @param byHour whether for each hour of a day
     * @param filter by source and type alone
     */
    record Of(DayRange days, boolean byHour, Filter filter) implements CountsQuery {}

    /**
     * Nothing that can be answered.
     *
     * @param why sentences to the client that say what to ask instead
     */
    record Malformed(String why) implements CountsQuery {}

    /**
     * Reads the parameters of a request.
     *
     * @param given decoded; the values of a repeated parameter joined by commas, as the gateway does it
     */
    static CountsQuery parse(Map<String, String> given, Instant now) {
        List<String> faults = new ArrayList<>();
        Known.check(given, List.of("from", "to", "by", "src", "type"), faults);
        String by = given.getOrDefault("by", "day");
        if (!by.equals("day") && !by.equals("hour")) {
            faults.add("by must be day or hour, not " + Quoted.of(by) + ".");
        }
        Optional<DayRange> days = DayRange.parse(given, Day.containing(now), faults);
        Selection selection = SelectionParameters.parse(given, now, faults);
        return faults.isEmpty()
                ? new Of(days.orElseThrow(), by.equals("hour"), selection.filter())
                : new Malformed(String.join(" ", faults));
    }
}
