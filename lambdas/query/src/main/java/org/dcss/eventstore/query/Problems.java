package org.dcss.eventstore.query;

import org.dcss.eventstore.platform.http.ProblemType;

/** The kinds of problems that only reading has. */
final class Problems {

    static final ProblemType INVALID_PARAMETER = new ProblemType("invalid-parameter", 400, "Invalid parameter");

    private Problems() {}
}
