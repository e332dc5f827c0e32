package org.dcss.eventstore.core;

import java.util.Optional;

/**
 * What came of a call to a table: the table's word, or none. Ports that reply so never throw for what the network or the
 * table does.
 */
public sealed interface Reply<T> {

    /** The call was carried out, and this is what the table said. */
    record Known<T>(T value) implements Reply<T> {}

    /** No telling answer: the call may have been carried out, or may be within its call timeout. Calling again is safe. */
    record NoAnswer<T>(String reason) implements Reply<T> {}

    /** Nothing was carried out, and nothing will be: the table asked to slow down, or the call was not sent. */
    record NotDone<T>(String reason) implements Reply<T> {}

    /** What the table said, if it answered. */
    default Optional<T> known() {
        return this instanceof Known<T> known ? Optional.of(known.value) : Optional.empty();
    }

    /** The reply of a table that asked to slow down. */
    static <T> Reply<T> throttled() {
        return new NotDone<>("throttled");
    }
}
