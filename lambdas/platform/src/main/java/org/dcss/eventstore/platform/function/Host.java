package org.dcss.eventstore.platform.function;

import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import org.dcss.eventstore.platform.aws.ServicesInProcess;
import org.dcss.eventstore.platform.telemetry.MetricSink;

/**
 * What runs a function.
 *
 * @param variables the function's environment
 * @param metrics takes the measurements; empty for the log
 * @param services those that need no network
 */
public record Host(
        Map<String, String> variables, Clock clock, Optional<MetricSink> metrics, ServicesInProcess services) {

    /** A host that reaches all services over the network, and takes the measurements. */
    public Host(Map<String, String> variables, Clock clock, MetricSink metrics) {
        this(variables, clock, Optional.of(metrics), ServicesInProcess.NONE);
    }

    /** Lambda: measurements go to the log. */
    public static Host lambda(Map<String, String> variables, Clock clock) {
        return new Host(variables, clock, Optional.empty(), ServicesInProcess.NONE);
    }
}
