package org.dcss.eventstore.query.request;

import org.dcss.eventstore.platform.http.ProblemType;

/** The kinds of problems that only reading has. */
public final class Problems {

    public static final ProblemType INVALID_PARAMETER = new ProblemType("invalid-parameter", 400, "Invalid parameter");

    private Problems() {}
}
