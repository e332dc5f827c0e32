package org.dcss.eventstore.platform.telemetry;

/** Where an invocation's measurements go. Safe for use by several threads. */
public interface MetricSink {

    void publish(Measurements measurements);
}
