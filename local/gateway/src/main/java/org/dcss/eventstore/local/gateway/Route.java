package org.dcss.eventstore.local.gateway;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.dcss.eventstore.local.function.LambdaFunction;

/**
 * A route of an HTTP API.
 *
 * @param method an HTTP method
 * @param path segments, of which {@code {name}} stands for any one segment, and {@code {name+}}, the last, for all that follow,
 *     be it nothing behind a slash
 * @param limits of this route alone
 */
public record Route(String method, String path, LambdaFunction function, Limits limits) {

    private static final String GREEDY = "+}";

    /** A route that is limited as all routes together are. */
    public Route(String method, String path, LambdaFunction function) {
        this(method, path, function, Limits.OF_AN_ACCOUNT);
    }

    /** The route key as API Gateway writes it, such as {@code GET /events/{ts}}. */
    String key() {
        return method + " " + path;
    }

    boolean isForWriting() {
        return method.equals("POST");
    }

    /** Whether its last segment stands for any number of them: such a route is asked after all others. */
    boolean isGreedy() {
        return path.endsWith(GREEDY);
    }

    /** The path's parameters if the request is for this route. */
    Optional<Map<String, String>> match(String requestMethod, String requestPath) {
        String[] wanted = path.split("/", -1);
        String[] given = requestPath.split("/", isGreedy() ? wanted.length : -1);
        if (!method.equals(requestMethod) || wanted.length != given.length) {
            return Optional.empty();
        }
        Map<String, String> parameters = new HashMap<>();
        for (int i = 0; i < wanted.length; i++) {
            if (wanted[i].endsWith(GREEDY)) {
                parameters.put(wanted[i].substring(1, wanted[i].length() - GREEDY.length()), given[i]);
            } else if (wanted[i].startsWith("{") && !given[i].isEmpty()) {
                parameters.put(wanted[i].substring(1, wanted[i].length() - 1), given[i]);
            } else if (!wanted[i].equals(given[i])) {
                return Optional.empty();
            }
        }
        return Optional.of(parameters);
    }
}
