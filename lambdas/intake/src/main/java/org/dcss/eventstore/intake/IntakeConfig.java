package org.dcss.eventstore.intake;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import org.dcss.eventstore.intake.queue.Quotas;
import org.dcss.eventstore.platform.Environment;

/**
 * How each function that takes events is set up.
 *
 * @param fairQueue whether a standard queue keeps a noisy source from delaying the others, which AWS charges for
 * @param usageTable where functions tell each other how much of its quota a source has used, and when a key was used
 * @param maxEventBytes of an event, or an append's body, as it was sent, in UTF-8
 * @param keyCacheTime for how long a key that was found is not looked up again
 */
public record IntakeConfig(
        String queueUrl,
        boolean fairQueue,
        String keysTable,
        String usageTable,
        Quotas quotas,
        int maxEventBytes,
        Duration keyCacheTime) {

    /** What fits into an item of a table (400 KB) with all its attributes. */
    private static final int MAX_EVENT_BYTES = 384 * 1024;

    /** After this time at the latest a revoked key is refused. */
    private static final int MAX_CACHE_SECONDS = 60;

    /**
     * Reads the environment.
     *
     * @throws IllegalArgumentException if a variable is missing or wrong; names it
     */
    public static IntakeConfig from(Environment environment) {
        return new IntakeConfig(
                environment.required("QUEUE_URL"),
                environment.bool("FAIR_QUEUE", false),
                environment.required("KEYS_TABLE"),
                environment.required("USAGE_TABLE"),
                environment.optional("QUOTAS").map(Quotas::parse).orElse(Quotas.DEFAULTS),
                environment.integer("MAX_EVENT_BYTES", 65_536, 1_024, MAX_EVENT_BYTES),
                environment.duration("KEY_CACHE_SECONDS", ChronoUnit.SECONDS, MAX_CACHE_SECONDS, 0, MAX_CACHE_SECONDS));
    }
}
