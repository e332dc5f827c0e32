package org.dcss.eventstore.tools.frame;

/** Ends the command with an exit code and a message for people, which never holds a key. */
public final class ToolException extends Exception {

    private static final long serialVersionUID = 1L;

    /** One of {@link Exit}. */
    private final int exitCode;

    /** Nothing lies behind it. */
    public ToolException(int exitCode, String message) {
        super(message);
        this.exitCode = exitCode;
    }

    public ToolException(int exitCode, String message, Throwable cause) {
        super(message, cause);
        this.exitCode = exitCode;
    }

    public int exitCode() {
        return exitCode;
    }
}
