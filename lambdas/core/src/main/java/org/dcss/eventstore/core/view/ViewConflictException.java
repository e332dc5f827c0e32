package org.dcss.eventstore.core.view;

/** A view holds what its log does not say, and so does not go on: it must be filled anew. */
public final class ViewConflictException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public ViewConflictException(String message) {
        super(message);
    }
}
