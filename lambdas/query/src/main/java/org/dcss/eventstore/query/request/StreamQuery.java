package org.dcss.eventstore.query.request;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.dcss.eventstore.core.stream.StreamEvent;

/** What a {@code GET /streams/{id}} asks for. */
public sealed interface StreamQuery {

    int MAX_LIMIT = 1000;

    /**
     * Versions of a stream, ascending.
     *
     * @param from the first that is wanted
     * @param limit how many at most
     */
    record Of(long from, int limit) implements StreamQuery {}

    /**
     * Nothing that can be answered.
     *
     * @param why sentences to the client that say what to ask instead
     */
    record Malformed(String why) implements StreamQuery {}

    /**
     * Reads the parameters of a request.
     *
     * @param given decoded; the values of a repeated parameter joined by commas, as the gateway does it
     */
    static StreamQuery parse(Map<String, String> given) {
        List<String> faults = new ArrayList<>();
        Known.check(given, List.of("from", "limit"), faults);
        long from = number("from", given.getOrDefault("from", "1"), StreamEvent.MAX_VERSION, faults);
        long limit = number("limit", given.getOrDefault("limit", Integer.toString(MAX_LIMIT)), MAX_LIMIT, faults);
        return faults.isEmpty() ? new Of(from, (int) limit) : new Malformed(String.join(" ", faults));
    }

    private static long number(String name, String value, long most, List<String> faults) {
        if (value.matches("[1-9][0-9]{0,15}")) {
            long number = Long.parseLong(value);
            if (number <= most) {
                return number;
            }
        }
        faults.add(name + " must be a whole number from 1 to " + most + ", not " + Quoted.of(value) + ".");
        return 1;
    }
}
