package org.dcss.eventstore.local.runtime;

import java.time.Duration;
import java.time.Instant;

/**
 * What a function answered.
 *
 * @param at when all of it had come
 * @param took since the function was free to fetch the request; includes what follows a restore
 */
@SuppressWarnings("ArrayRecordComponent") // Passed on, never compared.
public record Answer(byte[] payload, Instant at, Duration took) {}
