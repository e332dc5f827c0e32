package org.dcss.eventstore.core.write;

import java.time.Instant;

/** A part of a batch that proceeds on its own: it has at most one request under way. */
interface Actor {

    Decision decide(Instant now);
}
