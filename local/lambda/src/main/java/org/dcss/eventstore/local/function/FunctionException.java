package org.dcss.eventstore.local.function;

/** A function gave no usable answer. */
public final class FunctionException extends Exception {

    private static final long serialVersionUID = 1L;

    public FunctionException(String message) {
        super(message);
    }

    public FunctionException(String message, Throwable cause) {
        super(message, cause);
    }
}
