package org.dcss.eventstore.core;

/**
 * A table gave a reader no answer; the same read may succeed later. Thrown where a writer gets a {@link Reply}: an answer to
 * a reader is made of many reads, and whichever of them fails, it is the same 503.
 */
public final class ReadFailedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public ReadFailedException(String message, Throwable cause) {
        super(message, cause);
    }
}
