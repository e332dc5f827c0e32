package org.dcss.eventstore.local.gateway;

import java.time.Duration;
import java.util.List;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;

/**
 * What web pages from elsewhere may do.
 *
 * @param origins that may read answers, or {@code *}
 * @param maxAge how long a browser may remember this
 */
public record Cors(
        List<String> origins, List<String> methods, List<String> headers, List<String> exposed, Duration maxAge) {

    /** Reading is open to all pages. */
    public static final Cors READING = new Cors(
            List.of("*"),
            List.of("GET", "HEAD"),
            List.of("if-none-match", "if-range", "range"),
            List.of(
                    "caught-up",
                    "complete-through",
                    "content-range",
                    "etag",
                    "event-id",
                    "key-expires",
                    "link",
                    "retry-after"),
            Duration.ofDays(1));

    /** Whether a browser asks what it may do. */
    boolean isPreflight(Request request) {
        return request.getMethod().equals("OPTIONS")
                && request.getHeaders().contains(HttpHeader.ORIGIN)
                && request.getHeaders().contains(HttpHeader.ACCESS_CONTROL_REQUEST_METHOD);
    }

    /** Adds what a browser needs to know. */
    void answer(Request request, HttpFields.Mutable response) {
        String origin = request.getHeaders().get(HttpHeader.ORIGIN);
        boolean any = origins.contains("*");
        if (origin == null || !(any || origins.contains(origin))) {
            return;
        }
        response.put("access-control-allow-origin", any ? "*" : origin)
                .put("access-control-expose-headers", String.join(",", exposed));
        if (isPreflight(request)) {
            response.put("access-control-allow-methods", String.join(",", methods))
                    .put("access-control-allow-headers", String.join(",", headers))
                    .put("access-control-max-age", Long.toString(maxAge.toSeconds()));
        }
    }
}
