package org.dcss.eventstore.submit;

import org.dcss.eventstore.core.message.Message;

/** What goes to the queue for one event, in the request's order. */
sealed interface Outgoing permits Outgoing.Ready, Rejected {

    record Ready(Message message) implements Outgoing {}
}
