package org.dcss.eventstore.query.view;

import org.dcss.eventstore.query.answer.Answer;

/** Which version of a view is read, if any. */
public sealed interface Served {

    /**
     * A view that is complete.
     *
     * @param name with its version, such as {@code counts.1}
     * @param rule further lines that say how it is made; empty for most
     */
    record Now(String name, String rule) implements Served {}

    /** None: it is switched off, or has not been filled yet. */
    record None(Answer answer) implements Served {}
}
