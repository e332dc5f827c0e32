package org.dcss.eventstore.core.message;

/** A queue message of a version that this one does not know: a newer consumer will read it. */
public final class NewerMessageException extends Exception {

    private static final long serialVersionUID = 1L;

    NewerMessageException(long version) {
        super("version " + version + " of a message is newer than this consumer");
    }
}
