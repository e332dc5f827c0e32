package org.dcss.eventstore.deployment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** A plan as {@code terraform show -json} tells it. */
final class Plan {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** The kinds of resources that hold what nobody can make again. */
    private static final Set<String> DATA = Set.of("aws_dynamodb_table", "aws_sqs_queue", "aws_s3_bucket");

    private static final List<String> NO_DATA = List.of("module.usage.", "module.edge[");

    /** A resource and what becomes of it. */
    record Loss(String address, String how) {}

    private final JsonNode plan;

    private Plan(JsonNode plan) {
        this.plan = plan;
    }

    /**
     * Reads a plan to its end.
     *
     * @throws IOException if it is not a plan
     */
    static Plan read(InputStream json) throws IOException {
        JsonNode plan = JSON.readTree(json);
        if (!plan.path("format_version").isTextual()) {
            throw new IOException("not a plan of Terraform's");
        }
        return new Plan(plan);
    }

    /** Tables, queues and buckets whose content would be lost, or that Terraform would know no more. */
    List<Loss> losses() {
        Stream<Loss> planned = changes("resource_changes")
                .filter(Plan::holdsData)
                .flatMap(change -> loss(change).map(how -> new Loss(address(change), how)).stream());
        Stream<Loss> gone = changes("resource_drift")
                .filter(change -> holdsData(change) && actions(change).contains("delete"))
                .map(change -> new Loss(address(change), "is not there any more"));
        return Stream.concat(planned, gone).distinct().toList();
    }

    private static Optional<String> loss(JsonNode change) {
        List<String> actions = actions(change);
        if (actions.contains("forget")) {
            return Optional.of("would be forgotten");
        }
        if (!actions.contains("delete") || tainted(change)) {
            return Optional.empty();
        }
        return Optional.of(actions.contains("create") ? "would be replaced" : "would be deleted");
    }

    /** Such resources that a run which was cut off left marked for replacement: to be mended in place instead. */
    List<String> unfinished() {
        return changes("resource_changes")
                .filter(change -> holdsData(change) && tainted(change))
                .map(Plan::address)
                .toList();
    }

    /** The table of events, if DynamoDB begins to delete what has expired in it: it does not know how long that was kept. */
    Optional<String> beginsToExpire() {
        return resources("aws_dynamodb_table")
                .filter(change -> address(change).startsWith("module.events."))
                .filter(change -> change.path("change").path("before").isObject()
                        && !expires(change.path("change").path("before"))
                        && expires(change.path("change").path("after")))
                .map(Plan::address)
                .findFirst();
    }

    private static boolean expires(JsonNode table) {
        return table.path("ttl").path(0).path("enabled").asBoolean(false);
    }

    private static boolean tainted(JsonNode change) {
        return change.path("action_reason").asText().equals("replace_because_tainted");
    }

    /** The functions that are there afterwards. */
    List<PlannedFunction> functions() {
        return resources("aws_lambda_function").map(PlannedFunction::of).toList();
    }

    /** The id of the event source mapping that is there already. */
    Optional<String> mapping() {
        return resources("aws_lambda_event_source_mapping")
                .map(change -> change.path("change").path("before").path("uuid").asText())
                .filter(id -> !id.isEmpty())
                .findFirst();
    }

    /** Whether the event source mapping hands messages over afterwards. */
    boolean mappingEnabled() {
        return resources("aws_lambda_event_source_mapping")
                .allMatch(change ->
                        change.path("change").path("after").path("enabled").asBoolean(true));
    }

    /** How many instances the queue may occupy at once; empty where that is not limited. */
    Optional<Integer> queueConcurrency() {
        return resources("aws_lambda_event_source_mapping")
                .map(change -> change.path("change")
                        .path("after")
                        .path("scaling_config")
                        .path(0)
                        .path("maximum_concurrency"))
                .filter(JsonNode::isInt)
                .map(JsonNode::asInt)
                .findFirst();
    }

    /**
     * Where it applies.
     *
     * @throws IOException if the plan does not tell
     */
    String region() throws IOException {
        return plan.path("prior_state")
                .path("values")
                .path("root_module")
                .path("resources")
                .valueStream()
                .filter(resource -> resource.path("address").asText().equals("data.aws_region.current"))
                .map(resource -> resource.path("values").path("id").asText())
                .findFirst()
                .orElseThrow(() -> new IOException("the plan does not say which region it is for"));
    }

    private Stream<JsonNode> resources(String type) {
        return changes("resource_changes")
                .filter(change -> change.path("mode").asText().equals("managed")
                        && change.path("type").asText().equals(type)
                        && change.path("change").path("after").isObject());
    }

    private Stream<JsonNode> changes(String member) {
        return plan.path(member).valueStream();
    }

    /** What counts use fills again by itself, and the edge's bucket holds lines about the store alone. */
    private static boolean holdsData(JsonNode change) {
        return change.path("mode").asText().equals("managed")
                && DATA.contains(change.path("type").asText())
                && NO_DATA.stream().noneMatch(address(change)::startsWith);
    }

    private static String address(JsonNode change) {
        return change.path("address").asText();
    }

    private static List<String> actions(JsonNode change) {
        return change.path("change")
                .path("actions")
                .valueStream()
                .map(JsonNode::asText)
                .toList();
    }
}
