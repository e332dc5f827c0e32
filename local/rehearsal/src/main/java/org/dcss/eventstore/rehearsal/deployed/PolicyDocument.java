package org.dcss.eventstore.rehearsal.deployed;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * IAM policies, as far as this project uses them: actions, resources and services, with {@code *} and {@code ?}, and
 * one condition, the caller's ARN. A statement with any other condition allows nothing here, and forbids all the same.
 */
public final class PolicyDocument {

    private static final ObjectMapper JSON = new ObjectMapper();

    private record Statement(
            boolean allow,
            List<String> actions,
            List<String> resources,
            List<String> services,
            List<String> callers,
            boolean otherConditions) {

        boolean covers(String action, String resource) {
            return matches(actions, action) && matches(resources, resource);
        }
    }

    private final List<Statement> statements;

    private PolicyDocument(List<Statement> statements) {
        this.statements = List.copyOf(statements);
    }

    /**
     * Reads policies that hold together.
     *
     * @throws DeploymentException if one is not JSON
     */
    public static PolicyDocument of(List<String> documents) throws DeploymentException {
        List<Statement> statements = new ArrayList<>();
        for (String document : documents) {
            try {
                for (JsonNode statement : JSON.readTree(document).path("Statement")) {
                    statements.add(statement(statement));
                }
            } catch (IOException e) {
                throw new DeploymentException("a policy is not JSON: " + document, e);
            }
        }
        return new PolicyDocument(statements);
    }

    private static Statement statement(JsonNode json) {
        JsonNode callers = json.path("Condition").path("ArnLike").path("AWS:SourceArn");
        int understood = callers.isMissingNode() ? 0 : 1;
        return new Statement(
                json.path("Effect").asText().equals("Allow"),
                texts(json.path("Action")),
                texts(json.path("Resource")),
                texts(json.path("Principal").path("Service")),
                texts(callers),
                json.path("Condition").size() > understood);
    }

    private static List<String> texts(JsonNode oneOrMore) {
        return oneOrMore.isTextual()
                ? List.of(oneOrMore.asText())
                : oneOrMore.valueStream().map(JsonNode::asText).toList();
    }

    /** Whether whom the policies belong to may do this. */
    public boolean allows(String action, String resource) {
        return statements.stream()
                        .anyMatch(s -> s.allow()
                                && !s.otherConditions()
                                && s.callers().isEmpty()
                                && s.covers(action, resource))
                && statements.stream().noneMatch(s -> !s.allow() && s.covers(action, resource));
    }

    /**
     * Whether the policies of a resource, or a role's trust, let a service do this.
     *
     * @param caller the ARN in whose name the service acts
     */
    public boolean lets(String service, String action, String resource, String caller) {
        return statements.stream()
                .anyMatch(s -> s.allow()
                        && !s.otherConditions()
                        && s.services().contains(service)
                        && (s.callers().isEmpty() || matches(s.callers(), caller))
                        && matches(s.actions(), action)
                        && (s.resources().isEmpty() || matches(s.resources(), resource)));
    }

    /** All resources that the policies name. */
    public Stream<String> resources() {
        return statements.stream().flatMap(statement -> statement.resources().stream());
    }

    private static boolean matches(List<String> patterns, String value) {
        return patterns.stream().anyMatch(pattern -> Pattern.matches(regex(pattern), value));
    }

    private static String regex(String pattern) {
        return pattern.chars()
                .mapToObj(c -> c == '*' ? ".*" : c == '?' ? "." : Pattern.quote(Character.toString(c)))
                .collect(Collectors.joining());
    }
}
