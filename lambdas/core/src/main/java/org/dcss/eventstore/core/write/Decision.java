package org.dcss.eventstore.core.write;

import java.time.Instant;
import org.dcss.eventstore.core.Reply;

/** What one actor of a batch wants next. */
sealed interface Decision {

    /** Takes the reply to a request, at a time at or after it came. */
    interface Receiver<T> {

        void received(Reply<T> reply, Instant now);
    }

    /** Carry out this request, bring its reply, and ask again. */
    record Send<T>(Request<T> request, Receiver<T> receiver) implements Decision {

        /** Sends the same, and does this after the reply was received. */
        Send<T> andThen(Runnable more) {
            return new Send<>(request, (reply, now) -> {
                receiver.received(reply, now);
                more.run();
            });
        }
    }

    /** Ask again when this request of a batch-mate has been answered. */
    record Await(Request<?> request) implements Decision {}

    /** Ask again at this time. */
    record Wait(Instant until) implements Decision {}

    /** Nothing more to do. */
    record Finished() implements Decision {}
}
