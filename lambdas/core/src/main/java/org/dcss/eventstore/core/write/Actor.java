package org.dcss.eventstore.core.write;

import java.time.Instant;

/** A part of a batch that proceeds on its own: it has at most one request under way. */
public interface Actor {

    Decision decide(Instant now);

    /**
     * Takes the answer to the request that {@link #decide} asked for last.
     *
     * @param now a time at or after it was answered
     */
    void answered(Request request, Answer answer, Instant now);
}
