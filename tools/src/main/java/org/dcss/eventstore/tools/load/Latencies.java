package org.dcss.eventstore.tools.load;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/** Latencies since each event was due, in all and by the second in which it was due. Safe for use by several threads. */
public final class Latencies {

    private static final long MOST_MICROS = TimeUnit.HOURS.toMicros(1);

    private final Histogram all = new Histogram(MOST_MICROS, 3);
    private final List<Histogram> bySecond = new ArrayList<>();

    synchronized void add(long dueNanos, long latencyNanos) {
        long micros = Math.max(0, Math.min(MOST_MICROS, TimeUnit.NANOSECONDS.toMicros(latencyNanos)));
        int second = (int) TimeUnit.NANOSECONDS.toSeconds(dueNanos);
        while (bySecond.size() <= second) {
            bySecond.add(new Histogram(2));
        }
        all.recordValue(micros);
        bySecond.get(second).recordValue(micros);
    }

    /** How many were taken. */
    public synchronized long count() {
        return all.getTotalCount();
    }

    /** In milliseconds. */
    public synchronized double at(double percentile) {
        return all.getValueAtPercentile(percentile) / 1000.0;
    }

    /** In milliseconds, for each second; 0 where nothing was due. */
    synchronized List<Double> bySecond(double percentile) {
        return bySecond.stream()
                .map(second -> second.getTotalCount() == 0 ? 0 : second.getValueAtPercentile(percentile) / 1000.0)
                .toList();
    }

    synchronized List<Double> countsBySecond() {
        return bySecond.stream().map(second -> (double) second.getTotalCount()).toList();
    }
}
