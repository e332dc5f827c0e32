package org.dcss.eventstore.deployment;

/** A deployment cannot go on; the message says why, and what to do. */
final class DeploymentException extends Exception {

    private static final long serialVersionUID = 1L;

    DeploymentException(String message) {
        super(message);
    }
}
