package org.dcss.eventstore.deployment;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.Map;

/**
 * A function as a plan would leave it.
 *
 * @param changes whether the plan changes it, and so publishes it
 * @param reservedBefore instances that are kept for it now; 0 for none
 * @param reservedAfter instances that are then kept for it; 0 for none
 * @param environment its variables, without those that are known only once other things are made
 */
record PlannedFunction(
        String name, boolean changes, int reservedBefore, int reservedAfter, Map<String, String> environment) {

    PlannedFunction {
        environment = Map.copyOf(environment);
    }

    static PlannedFunction of(JsonNode resource) {
        JsonNode change = resource.path("change");
        JsonNode after = change.path("after");
        Map<String, String> environment = new HashMap<>();
        after.path("environment").path(0).path("variables").properties().forEach(variable -> {
            if (variable.getValue().isTextual()) {
                environment.put(variable.getKey(), variable.getValue().asText());
            }
        });
        return new PlannedFunction(
                after.path("function_name").asText(),
                !change.path("actions").path(0).asText().equals("no-op"),
                reserved(change.path("before")),
                reserved(after),
                environment);
    }

    private static int reserved(JsonNode state) {
        return Math.max(0, state.path("reserved_concurrent_executions").asInt(0));
    }
}
