package org.dcss.eventstore.benchmarks.peers;

/**
 * A server that runs, on loopback.
 *
 * @param address for its clients
 * @param readySeconds from its start until it answered
 */
record Backend(Process process, String address, double readySeconds) {}
