package org.dcss.eventstore.tools.verify;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.LocalDate;
import java.util.Map;
import java.util.TreeMap;
import org.dcss.eventstore.core.counts.DayCounts;
import org.dcss.eventstore.tools.frame.ToolException;
import org.dcss.eventstore.tools.verify.digest.DayContent;

/** {@code /counts} against the events counted. */
final class CountsCheck {

    private static final String WHAT = "/counts";
    private static final int OK = 200;
    private static final int NOT_FOUND = 404;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Asking asking;
    private final Findings findings;

    CountsCheck(Asking asking, Findings findings) {
        this.asking = asking;
        this.findings = findings;
    }

    /** Of a closed day: what is counted goes on changing before. */
    void check(LocalDate day, Map<String, Map<String, Long>> counted) throws ToolException, InterruptedException {
        HttpResponse<byte[]> answer = asking.get("counts?from=" + day + "&to=" + day, Map.of());
        if (answer.statusCode() == NOT_FOUND) {
            findings.unchecked(WHAT, "the store has no such view");
            return;
        }
        if (Asking.isTemporary(answer.statusCode())) {
            findings.unchecked(WHAT + " of " + day, "it answers " + answer.statusCode() + ": it may be being filled");
            return;
        }
        if (answer.statusCode() != OK) {
            findings.broken(day, "/counts answers " + answer.statusCode());
            return;
        }
        long end = DayContent.hour(day, 24) - 1;
        long through = answer.headers().firstValueAsLong("Complete-Through").orElse(Long.MAX_VALUE);
        if (through < end) {
            findings.unchecked(WHAT + " of " + day, "the view is complete only through " + through);
            return;
        }
        try {
            Map<String, Long> told = rows(JSON.readTree(answer.body()));
            compare(day, folded(counted, told), told);
        } catch (IOException e) {
            findings.broken(day, "/counts is no JSON");
        }
    }

    private void compare(LocalDate day, Map<String, Long> counted, Map<String, Long> told) {
        Map<String, Long> all = new TreeMap<>(told);
        counted.forEach(all::putIfAbsent);
        for (String row : all.keySet()) {
            long events = counted.getOrDefault(row, 0L);
            long said = told.getOrDefault(row, 0L);
            if (events != said) {
                findings.broken(day, "/counts says " + said + " of " + row + ", and the log holds " + events);
            }
        }
    }

    /** Beyond so many types of a source the view counts the rest together; which they are only the log's order tells. */
    private static Map<String, Long> folded(Map<String, Map<String, Long>> counted, Map<String, Long> told) {
        Map<String, Long> rows = new TreeMap<>();
        counted.forEach((src, types) -> types.forEach((type, count) -> {
            String row = src + " " + type;
            String rest = src + " " + DayCounts.OTHER;
            rows.merge(!told.containsKey(row) && told.containsKey(rest) ? rest : row, count, Long::sum);
        }));
        return rows;
    }

    /** By source and type: {@code {"days":[{"ts_day":…,"sources":[{"src":…,"types":{TYPE:NUMBER}}]}]}}. */
    private static Map<String, Long> rows(JsonNode answer) {
        Map<String, Long> rows = new TreeMap<>();
        for (JsonNode day : answer.path("days")) {
            for (JsonNode source : day.path("sources")) {
                String src = source.path("src").asText();
                source.path("types")
                        .properties()
                        .forEach(type -> rows.merge(
                                src + " " + type.getKey(), type.getValue().asLong(), Long::sum));
            }
        }
        return rows;
    }
}
