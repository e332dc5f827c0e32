package org.dcss.eventstore.platform.function;

import java.io.PrintStream;
import java.time.Clock;
import org.dcss.eventstore.platform.Environment;
import org.dcss.eventstore.platform.http.EdgeGate;
import org.dcss.eventstore.platform.telemetry.EmbeddedMetrics;
import org.dcss.eventstore.platform.telemetry.Log;
import org.dcss.eventstore.platform.telemetry.MetricSink;

/**
 * What every handler works with: the time, a log, and a place for its measurements.
 *
 * @param gate which requests a handler behind the gateway takes at all
 */
public record Platform(Clock clock, Log log, MetricSink metrics, EdgeGate gate) {

    /** A platform that takes all requests. */
    public Platform(Clock clock, Log log, MetricSink metrics) {
        this(clock, log, metrics, EdgeGate.OPEN);
    }

    /**
     * A platform that prints log and measurements.
     *
     * @param environment optionally {@code SERVICE_NAME}, {@code METRICS_NAMESPACE}, {@code LOG_LEVEL}, and what
     *     {@link EdgeGate} reads
     * @throws IllegalArgumentException if a variable is wrong; names it
     */
    public static Platform of(Environment environment, Clock clock, PrintStream out) {
        String service = environment.string("SERVICE_NAME", "dcss-event-store");
        String namespace = environment.string("METRICS_NAMESPACE", "DcssEventStore");
        return new Platform(
                clock,
                new Log(service, Log.Level.from(environment), clock, out),
                new EmbeddedMetrics(namespace, service, clock, out),
                EdgeGate.from(environment));
    }

    Platform measuringInto(MetricSink sink) {
        return new Platform(clock, log, sink, gate);
    }

    Platform takingAllRequests() {
        return new Platform(clock, log, metrics);
    }
}
