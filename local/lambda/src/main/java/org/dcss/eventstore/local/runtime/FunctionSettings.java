package org.dcss.eventstore.local.runtime;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/**
 * A function as it is deployed.
 *
 * @param arn with the version or the alias that is invoked
 * @param runtime Lambda's name for it, such as {@code java21}
 * @param zip the code
 * @param memoryMb decides the heap, as on Lambda
 * @param snapStart whether it starts from a snapshot: its hooks then run before and after one, though none is taken
 * @param environment the variables of its configuration
 */
public record FunctionSettings(
        String name,
        String version,
        String arn,
        String runtime,
        String handler,
        Path zip,
        int memoryMb,
        Duration timeout,
        boolean snapStart,
        Map<String, String> environment) {

    public FunctionSettings {
        environment = Map.copyOf(environment);
    }
}
