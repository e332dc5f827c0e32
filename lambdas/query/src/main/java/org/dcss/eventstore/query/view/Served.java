package org.dcss.eventstore.query.view;

import org.dcss.eventstore.core.served.ServedView;
import org.dcss.eventstore.query.answer.Answer;

/** Which version of a view is read, if any. */
public sealed interface Served {

    /** This one, which is complete. */
    record Version(ServedView version) implements Served {}

    /** None: it is switched off, or has not been filled yet. */
    record None(Answer answer) implements Served {}
}
