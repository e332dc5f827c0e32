package org.dcss.eventstore.query.request;

import org.dcss.eventstore.platform.http.ProblemType;

/** The kinds of problems that only reading has. */
public final class Problems {

    public static final ProblemType INVALID_PARAMETER = new ProblemType("invalid-parameter", 400, "Invalid parameter");

    /** None of what is served is what the client takes. */
    public static final ProblemType NOT_ACCEPTABLE = new ProblemType("not-acceptable", 406, "Not acceptable");

    private Problems() {}
}
