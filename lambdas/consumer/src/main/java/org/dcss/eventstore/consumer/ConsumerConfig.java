package org.dcss.eventstore.consumer;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import org.dcss.eventstore.core.Settling;
import org.dcss.eventstore.core.write.WriterOptions;
import org.dcss.eventstore.platform.Environment;
import org.dcss.eventstore.platform.LogSettings;

/** How this function is set up. */
record ConsumerConfig(String eventsTable, String claimsTable, String dlqUrl, WriterOptions writing, Duration timeout) {

    /** The tombstone protocol; 1 moved claims, and must not run beside it. */
    private static final int WRITE_PROTOCOL = 2;

    /**
     * Reads the environment.
     *
     * @throws IllegalArgumentException if a variable is missing or wrong, or if settling and the function's timeout
     *     cannot go together; names the variable
     */
    static ConsumerConfig from(Environment environment) {
        Settling settling = LogSettings.settling(environment);
        Duration timeout = environment.duration("FUNCTION_TIMEOUT_MS", ChronoUnit.MILLIS, 30_000, 1_000, 900_000);
        try {
            settling.requireTimeout(timeout);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("SETTLE_MS and FUNCTION_TIMEOUT_MS: " + e.getMessage(), e);
        }
        // Whoever deploys says which protocol it takes this for, so that two can never write at once by mistake.
        environment.integer("WRITE_PROTOCOL", WRITE_PROTOCOL, WRITE_PROTOCOL, WRITE_PROTOCOL);
        return new ConsumerConfig(
                environment.required("EVENTS_TABLE"),
                environment.required("CLAIMS_TABLE"),
                environment.required("DLQ_URL"),
                new WriterOptions(
                        settling,
                        LogSettings.retention(environment),
                        environment.required("QUEUE_URL").endsWith(".fifo"),
                        environment.integer("WRITE_CONCURRENCY", 16, 1, 256)),
                timeout);
    }
}
