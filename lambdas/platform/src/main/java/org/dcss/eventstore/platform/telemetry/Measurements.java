package org.dcss.eventstore.platform.telemetry;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What one invocation measured. For one thread. */
public final class Measurements {

    private final String requestId;
    private final Map<Metric, List<Double>> values = new LinkedHashMap<>();

    public Measurements(String requestId) {
        this.requestId = requestId;
    }

    public String requestId() {
        return requestId;
    }

    /** Adds to the metric's one value. */
    public Measurements count(Metric metric, long more) {
        List<Double> count = values.computeIfAbsent(metric, absent -> new ArrayList<>(1));
        if (count.isEmpty()) {
            count.add((double) more);
        } else {
            count.set(0, count.get(0) + more);
        }
        return this;
    }

    /** Adds one more value to the metric's distribution. */
    public Measurements sample(Metric metric, double value) {
        values.computeIfAbsent(metric, absent -> new ArrayList<>()).add(value);
        return this;
    }

    /** Adds one more time to the metric's distribution, in milliseconds. */
    public Measurements sample(Metric metric, Duration time) {
        return sample(metric, time.toNanos() / 1e6);
    }

    /** The metrics in the order they were first measured, each with at least one value. */
    public Map<Metric, List<Double>> values() {
        return Collections.unmodifiableMap(values);
    }
}
