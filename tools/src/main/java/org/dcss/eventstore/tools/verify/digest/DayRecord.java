package org.dcss.eventstore.tools.verify.digest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * What a day held.
 *
 * @param withdrawn of the events, how many without their data
 * @param places the hash of all slots, ids, sources, types and files, which nothing may change
 * @param hours the hash of all that each hour's events showed, from 0 to 23; a withdrawal changes it
 */
public record DayRecord(LocalDate day, long events, long withdrawn, String places, List<String> hours) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** A line of the file. */
    public String json() throws IOException {
        ObjectNode node = JSON.createObjectNode()
                .put("day", day.toString())
                .put("events", events)
                .put("withdrawn", withdrawn)
                .put("places", places);
        hours.forEach(node.putArray("hours")::add);
        return JSON.writeValueAsString(node);
    }

    /** Reads a line of the file. */
    public static DayRecord parse(String line) throws IOException {
        try {
            JsonNode node = JSON.readTree(line);
            List<String> hours = new ArrayList<>();
            node.required("hours").forEach(hour -> hours.add(hour.textValue()));
            return new DayRecord(
                    LocalDate.parse(node.required("day").asText()),
                    node.required("events").longValue(),
                    node.required("withdrawn").longValue(),
                    node.required("places").textValue(),
                    List.copyOf(hours));
        } catch (RuntimeException e) {
            throw new IOException("not what verify wrote: " + e.getMessage(), e);
        }
    }
}
