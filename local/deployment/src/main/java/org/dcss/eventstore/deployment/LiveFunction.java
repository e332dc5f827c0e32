package org.dcss.eventstore.deployment;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * A function as its callers find it.
 *
 * @param latest whether it is what was last uploaded and configured
 * @param timeout after which an invocation is cut off
 * @param environment its variables
 */
record LiveFunction(String name, boolean latest, Duration timeout, Map<String, String> environment) {

    LiveFunction {
        environment = Map.copyOf(environment);
    }

    Optional<Integer> settleMillis() {
        return Settle.millis(environment);
    }
}
