package org.dcss.eventstore.deployment;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Plans in the form of {@code terraform show -json}, by the members that count. */
final class Plans {

    private Plans() {}

    static Plan of(String... changes) throws IOException {
        return read("\"resource_changes\":[" + String.join(",", changes) + "]");
    }

    static Plan read(String members) throws IOException {
        String json = "{\"format_version\":\"1.2\"," + members + "}";
        return Plan.read(new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)));
    }

    static String resource(String address, String type, String actions) {
        return "{\"address\":\"" + address + "\",\"mode\":\"managed\",\"type\":\"" + type
                + "\",\"change\":{\"actions\":" + actions + "}}";
    }

    static String tainted(String address, String type) {
        return "{\"address\":\"" + address + "\",\"mode\":\"managed\",\"type\":\"" + type
                + "\",\"change\":{\"actions\":[\"delete\",\"create\"]},"
                + "\"action_reason\":\"replace_because_tainted\"}";
    }

    /** A table as JSON before and after. */
    static String table(String address, String before, String after) {
        return "{\"address\":\"" + address + "\",\"mode\":\"managed\",\"type\":\"aws_dynamodb_table\",\"change\":{"
                + "\"actions\":[\"update\"],\"before\":" + before + ",\"after\":" + after + "}}";
    }

    static String function(String name, String action, String variables) {
        return function(name, action, variables, -1, -1);
    }

    static String function(String name, String action, String variables, int reservedBefore, int reservedAfter) {
        return "{\"address\":\"module.x.aws_lambda_function.this\",\"mode\":\"managed\",\"type\":\"aws_lambda_function\","
                + "\"change\":{\"actions\":[\"" + action + "\"],\"before\":{\"reserved_concurrent_executions\":"
                + reservedBefore + "},\"after\":{\"function_name\":\"" + name
                + "\",\"reserved_concurrent_executions\":" + reservedAfter
                + ",\"environment\":[{\"variables\":" + variables + "}]}}}";
    }

    static String mapping(int maxConcurrency) {
        return "{\"address\":\"aws_lambda_event_source_mapping.queue\",\"mode\":\"managed\","
                + "\"type\":\"aws_lambda_event_source_mapping\",\"change\":{\"actions\":[\"no-op\"],"
                + "\"before\":{\"uuid\":\"m-1\"},\"after\":{\"enabled\":true,\"scaling_config\":[{\"maximum_concurrency\":"
                + maxConcurrency + "}]}}}";
    }
}
