package org.dcss.eventstore.submit;

import org.dcss.eventstore.platform.Problem;

/** A request as a whole was refused, at whichever step. */
record Refused(Problem problem) implements Content, Body, Submission {}
