package org.dcss.eventstore.platform.http;

/**
 * One thing wrong with a document.
 *
 * @param pointer where, as a JSON Pointer (RFC 6901); empty for the document itself
 */
public record Violation(String pointer, String message) {}
