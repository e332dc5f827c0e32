package org.dcss.eventstore.rehearsal.deployed;

/** A deployment is not as it must be; the message says what is wrong. */
public final class DeploymentException extends Exception {

    private static final long serialVersionUID = 1L;

    public DeploymentException(String message) {
        super(message);
    }

    public DeploymentException(String message, Throwable cause) {
        super(message, cause);
    }
}
