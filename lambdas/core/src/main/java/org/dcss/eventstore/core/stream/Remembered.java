package org.dcss.eventstore.core.stream;

/**
 * What a client's id stands for in a stream, for ever.
 *
 * @param hash of the content
 */
public record Remembered(long version, String hash) {}
