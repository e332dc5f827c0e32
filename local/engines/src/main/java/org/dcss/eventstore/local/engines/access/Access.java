package org.dcss.eventstore.local.engines.access;

/**
 * How engines are reached: what their own clients sign with, and whom each port serves.
 *
 * @param own which both guards must let through
 */
public record Access(AccessKey own, PortGuard dynamoDb, PortGuard sqs) {

    /** For engines whose contents are thrown away. */
    public static final Access ANY_KEY = new Access(AccessKey.LOCAL, PortGuard.ANY_KEY, PortGuard.ANY_KEY);
}
