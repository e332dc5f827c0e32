package org.dcss.eventstore.local.function;

/** A deployed function. Safe for use by several threads. */
public interface LambdaFunction {

    /** Bytes of a request or an answer that Lambda passes at most. */
    int MAX_PAYLOAD_BYTES = 6_291_556;

    /**
     * Invokes the function and waits for its answer.
     *
     * @throws FunctionException if it failed, took too long or answered with too much
     */
    byte[] invoke(byte[] request) throws FunctionException;
}
