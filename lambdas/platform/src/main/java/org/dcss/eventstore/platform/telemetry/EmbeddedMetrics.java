package org.dcss.eventstore.platform.telemetry;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.PrintStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.dcss.eventstore.platform.Json;

/**
 * Measurements as one log line per invocation that CloudWatch takes metrics from (embedded metric format), under the
 * dimension {@code Service}. It takes those that the line's directive names; the others are members of the line alone.
 */
public final class EmbeddedMetrics implements MetricSink {

    /** The format's limit. */
    static final int MAX_VALUES = 100;

    private final String namespace;
    private final String service;
    private final Clock clock;
    private final PrintStream out;

    /** Metrics of a service; lines are flushed as {@code out} does it. */
    public EmbeddedMetrics(String namespace, String service, Clock clock, PrintStream out) {
        this.namespace = namespace;
        this.service = service;
        this.clock = clock;
        this.out = out;
    }

    @Override
    public void publish(Measurements measurements) {
        if (measurements.values().isEmpty()) {
            return;
        }
        StringWriter line = new StringWriter(512);
        try (JsonGenerator json = Json.ASCII.createGenerator(line)) {
            json.writeStartObject();
            if (keepsAny(measurements.values().keySet())) {
                writeDirective(json, measurements.values().keySet());
            }
            json.writeStringField("Service", service);
            json.writeStringField("requestId", measurements.requestId());
            for (Map.Entry<Metric, List<Double>> metric : measurements.values().entrySet()) {
                json.writeFieldName(metric.getKey().name());
                writeValues(json, metric.getValue());
            }
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        out.println(line);
    }

    /** If not, the line needs no directive: it is one like any other to CloudWatch. */
    private static boolean keepsAny(Set<Metric> metrics) {
        for (Metric metric : metrics) {
            if (metric.kept()) {
                return true;
            }
        }
        return false;
    }

    private void writeDirective(JsonGenerator json, Set<Metric> metrics) throws IOException {
        json.writeObjectFieldStart("_aws");
        json.writeNumberField("Timestamp", clock.millis());
        json.writeArrayFieldStart("CloudWatchMetrics");
        json.writeStartObject();
        json.writeStringField("Namespace", namespace);
        json.writeArrayFieldStart("Dimensions");
        json.writeStartArray();
        json.writeString("Service");
        json.writeEndArray();
        json.writeEndArray();
        json.writeArrayFieldStart("Metrics");
        for (Metric metric : metrics) {
            if (metric.kept()) {
                json.writeStartObject();
                json.writeStringField("Name", metric.name());
                json.writeStringField("Unit", metric.unit().toString());
                json.writeEndObject();
            }
        }
        json.writeEndArray();
        json.writeEndObject();
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void writeValues(JsonGenerator json, List<Double> values) throws IOException {
        if (values.size() == 1) {
            Json.writeNumber(json, values.get(0));
            return;
        }
        json.writeStartArray();
        for (double value : atMostHundred(values)) {
            Json.writeNumber(json, value);
        }
        json.writeEndArray();
    }

    /** Of more values than the format allows, an even choice that keeps the least, the greatest and the quantiles. */
    private static List<Double> atMostHundred(List<Double> values) {
        if (values.size() <= MAX_VALUES) {
            return values;
        }
        List<Double> sorted = values.stream().sorted().toList();
        double step = (sorted.size() - 1) / (double) (MAX_VALUES - 1);
        return IntStream.range(0, MAX_VALUES)
                .mapToObj(i -> sorted.get((int) Math.round(i * step)))
                .toList();
    }
}
