package org.dcss.eventstore.core.message;

/** A queue message that can never be stored, because it is not one of this store's. */
public final class MalformedMessageException extends Exception {

    private static final long serialVersionUID = 1L;

    /** @param message the reason, free of the message's own text */
    public MalformedMessageException(String message) {
        super(message);
    }
}
