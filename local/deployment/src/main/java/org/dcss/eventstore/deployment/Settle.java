package org.dcss.eventstore.deployment;

import java.util.Map;
import java.util.Optional;

/** How long after a slot writers may still put into it, or how long readers wait before they show it. */
final class Settle {

    private static final String VARIABLE = "SETTLE_MS";

    private Settle() {}

    /** What a function was told, in milliseconds. */
    static Optional<Integer> millis(Map<String, String> environment) {
        return Optional.ofNullable(environment.get(VARIABLE)).map(Integer::valueOf);
    }
}
