package org.dcss.eventstore.core;

/** A table gave no answer; the same read may succeed later. */
public final class ReadFailedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public ReadFailedException(String message, Throwable cause) {
        super(message, cause);
    }
}
