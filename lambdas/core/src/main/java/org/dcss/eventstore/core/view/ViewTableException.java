package org.dcss.eventstore.core.view;

/** The table of views gave no answer. What was begun may be done again from its start, at any time. */
public final class ViewTableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public ViewTableException(String message, Throwable cause) {
        super(message, cause);
    }
}
