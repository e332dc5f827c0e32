package org.dcss.eventstore.platform.http;

import java.util.List;

/**
 * A kind of problem.
 *
 * @param tag its stable name, such as {@code unknown-type}; part of the public contract
 * @param title what it is called, the same in each case
 */
public record ProblemType(String tag, int status, String title) {

    public static final ProblemType INTERNAL_ERROR = new ProblemType("internal-error", 500, "Internal error");
    public static final ProblemType NOT_FOUND = new ProblemType("not-found", 404, "Not found");
    public static final ProblemType UNAVAILABLE = new ProblemType("unavailable", 503, "Temporarily unavailable");

    public String uri() {
        return "urn:dcss:problem:" + tag;
    }

    /** A problem of this kind; the detail is one or more sentences to the client. */
    public Problem because(String detail) {
        return new Problem(this, detail, List.of());
    }
}
