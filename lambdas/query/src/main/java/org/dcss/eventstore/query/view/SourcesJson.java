package org.dcss.eventstore.query.view;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.dcss.eventstore.core.Day;
import org.dcss.eventstore.core.Source;
import org.dcss.eventstore.core.counts.Counts;
import org.dcss.eventstore.core.sources.Sources;
import org.dcss.eventstore.core.view.ViewTable;

/**
 * Sources as they are read, by name: those that have sent something, and those that are described.
 *
 * @param files the names of a source's files; empty where they are not kept
 */
record SourcesJson(SourceDirectory directory, Optional<Function<Source, List<String>>> files, Instant now) {

    private static final JsonFactory JSON = new JsonFactory();
    private static final long HOUR = Duration.ofHours(1).toMillis();
    private static final int HOURS = 24;

    String of(ViewTable table) {
        Map<String, Sources.Row> rows = new TreeMap<>();
        Sources.rows(table).forEach(row -> rows.put(row.src().name(), row));
        Map<String, Long> lately = lately(table);
        TreeSet<String> names = new TreeSet<>(rows.keySet());
        directory.sources().keySet().forEach(src -> names.add(src.name()));
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.writeStartObject();
            json.writeArrayFieldStart("sources");
            for (String name : names) {
                write(new Source(name), Optional.ofNullable(rows.get(name)), lately.getOrDefault(name, 0L), json);
            }
            json.writeEndArray();
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    private void write(Source src, Optional<Sources.Row> row, long lately, JsonGenerator json) throws IOException {
        SourceDirectory.Described described = directory.of(src);
        json.writeStartObject();
        json.writeStringField("src", src.name());
        for (Map.Entry<String, String> text : described.texts().entrySet()) {
            json.writeStringField(text.getKey(), text.getValue());
        }
        json.writeNumberField("quiet_after", described.quietAfter().toSeconds());
        json.writeBooleanField(
                "quiet",
                row.filter(sent -> !now.isAfter(sent.last().plus(described.quietAfter())))
                        .isEmpty());
        json.writeNumberField(
                "events", row.map(sent -> sent.activity().events()).orElse(0L));
        json.writeNumberField("events_24h", lately);
        if (row.isPresent()) {
            json.writeNumberField("first", row.get().activity().first().millis());
            json.writeNumberField("last", row.get().last().millis());
        }
        json.writeArrayFieldStart("types");
        if (row.isPresent()) {
            for (String type : row.get().activity().types()) {
                json.writeString(type);
            }
        }
        json.writeEndArray();
        if (files.isPresent()) {
            json.writeArrayFieldStart("files");
            for (String file : files.get().apply(src)) {
                json.writeString(file);
            }
            json.writeEndArray();
        }
        json.writeEndObject();
    }

    /** How many events each source has in the hour that has begun and in the 23 before it. */
    private Map<String, Long> lately(ViewTable table) {
        long lastHour = now.toEpochMilli() / HOUR * HOUR;
        long firstHour = Math.max(0, lastHour - (HOURS - 1) * HOUR);
        Map<String, Long> lately = new HashMap<>();
        Counts.eachRow(table, Day.containing(firstHour), Day.containing(lastHour), row -> {
            for (String type : row.counts().totals().keySet()) {
                long[] hours = row.counts().hours(type);
                for (int hour = 0; hour < HOURS; hour++) {
                    long start = row.day().startMillis() + hour * HOUR;
                    if (start >= firstHour && start <= lastHour) {
                        lately.merge(row.src().name(), hours[hour], Long::sum);
                    }
                }
            }
            return true;
        });
        return lately;
    }
}
