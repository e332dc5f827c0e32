package org.dcss.eventstore.core.write;

import java.time.Instant;

/** What one actor of a batch wants next. */
public sealed interface Decision {

    /** Carry out this request and bring its answer. */
    record Send(Request request) implements Decision {}

    /** Ask again when this request of a batch-mate has been answered. */
    record Await(Request request) implements Decision {}

    /** Ask again at this time. */
    record Wait(Instant until) implements Decision {}

    /** Nothing more to do. */
    record Finished() implements Decision {}
}
