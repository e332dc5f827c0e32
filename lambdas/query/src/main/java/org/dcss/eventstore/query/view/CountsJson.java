package org.dcss.eventstore.query.view;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.dcss.eventstore.core.Day;
import org.dcss.eventstore.core.EventType;
import org.dcss.eventstore.core.Source;
import org.dcss.eventstore.core.counts.Counts;
import org.dcss.eventstore.core.view.ViewTable;
import org.dcss.eventstore.query.answer.JsonText;
import org.dcss.eventstore.query.request.CountsQuery;

/** Counts as they are read, written row by row as they come. For one use. */
final class CountsJson {

    /** Days of a source times types: many times what all servers have in a year, and what bounds the memory. */
    static final int MAX_CELLS = 50_000;

    private final CountsQuery.Of query;
    private final Set<String> types;
    private final StringBuilder json = new StringBuilder();
    private Optional<Day> day = Optional.empty();
    private int cells;

    CountsJson(CountsQuery.Of query) {
        this.query = query;
        this.types = query.filter().types().stream().map(EventType::name).collect(Collectors.toSet());
    }

    /** Days, and their sources, that have no event of these are left out; empty if it is more than an answer holds. */
    Optional<String> of(ViewTable table, CountedDays.Reading rows) {
        json.append("{\"from\":").append(query.days().from().startMillis());
        json.append(",\"to\":").append(query.days().to().startMillis()).append(",\"days\":[");
        boolean whole = rows.eachRow(table, query.days().from(), query.days().to(), this::add);
        json.append(day.isPresent() ? "]}]}" : "]}");
        return whole ? Optional.of(json.toString()) : Optional.empty();
    }

    /** Whether there is room for more. */
    private boolean add(Counts.Row row) {
        Map<String, String> numbers = numbers(row);
        cells += row.counts().totals().size();
        if (!numbers.isEmpty()) {
            begin(row.day(), row.src());
            json.append(numbers.entrySet().stream()
                    .map(type -> "\"" + type.getKey() + "\":" + type.getValue())
                    .collect(Collectors.joining(",", "{", "}}")));
        }
        return cells <= MAX_CELLS && json.length() <= JsonText.MAX_BYTES;
    }

    private Map<String, String> numbers(Counts.Row row) {
        Map<String, String> numbers = new LinkedHashMap<>();
        if (!query.filter().sources().isEmpty() && !query.filter().sources().contains(row.src())) {
            return numbers;
        }
        row.counts().totals().forEach((type, total) -> {
            if (types.isEmpty() || types.contains(type)) {
                numbers.put(type, query.byHour() ? hours(row.counts().hours(type)) : Long.toString(total));
            }
        });
        return numbers;
    }

    private void begin(Day next, Source src) {
        if (day.filter(next::equals).isPresent()) {
            json.append(',');
        } else {
            json.append(day.isPresent() ? "]},{" : "{").append("\"ts_day\":").append(next.startMillis());
            json.append(",\"sources\":[");
            day = Optional.of(next);
        }
        json.append("{\"src\":\"").append(src.name()).append("\",\"types\":");
    }

    private static String hours(long[] hours) {
        return LongStream.of(hours).mapToObj(Long::toString).collect(Collectors.joining(",", "[", "]"));
    }
}
