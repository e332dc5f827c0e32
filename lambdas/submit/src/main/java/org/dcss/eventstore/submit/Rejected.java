package org.dcss.eventstore.submit;

import org.dcss.eventstore.platform.Problem;

/** One event was rejected, at whichever step; the others of its request go on. */
record Rejected(Problem problem) implements Draft, Verdict, Outgoing, Submission.Result {}
