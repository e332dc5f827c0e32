package org.dcss.eventstore.local.store;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.dcss.eventstore.platform.telemetry.Measurements;
import org.dcss.eventstore.platform.telemetry.Metric;
import org.dcss.eventstore.platform.telemetry.MetricSink;

/** Sums of what the functions count, and the greatest put lateness, since the start. */
public final class Counters implements MetricSink {

    private static final List<String> SHOWN = List.of(
            "Accepted",
            "Rejected",
            "NotConfirmed",
            "Stored",
            "AlreadyStored",
            "Late",
            "Conflicts",
            "LatePuts",
            "Retried",
            "Poison",
            "EventsRead");
    private static final String PUT_LATENESS = "PutLatenessMillis";

    private final Map<String, LongAdder> sums = new ConcurrentHashMap<>();
    private final Map<String, Double> greatest = new ConcurrentHashMap<>();

    @Override
    public void publish(Measurements measurements) {
        measurements.values().forEach((metric, values) -> {
            if (metric.unit() == Metric.Unit.COUNT) {
                double sum = values.stream().mapToDouble(Double::doubleValue).sum();
                sums.computeIfAbsent(metric.name(), any -> new LongAdder()).add((long) sum);
            } else {
                values.forEach(value -> greatest.merge(metric.name(), value, Math::max));
            }
        });
    }

    /** The sum of a metric that counts. */
    public long sum(String metric) {
        LongAdder sum = sums.get(metric);
        return sum == null ? 0 : sum.sum();
    }

    /** One line for people. */
    public String summary() {
        StringBuilder line = new StringBuilder();
        for (String metric : SHOWN) {
            line.append(metric).append(' ').append(sum(metric)).append(", ");
        }
        return line.append("latest put ")
                .append(Math.round(greatest.getOrDefault(PUT_LATENESS, 0.0)))
                .append(" ms after its slot")
                .toString();
    }
}
