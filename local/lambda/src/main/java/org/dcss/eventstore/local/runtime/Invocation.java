package org.dcss.eventstore.local.runtime;

import java.time.Instant;
import java.util.concurrent.CompletableFuture;

/**
 * A request on its way to a function.
 *
 * @param deadline when the function is ended
 * @param answer what the function answers; ends with an exception that says why it did not
 */
@SuppressWarnings("ArrayRecordComponent") // Passed on, never compared.
record Invocation(String id, byte[] request, Instant posted, Instant deadline, CompletableFuture<Answer> answer) {}
