package org.dcss.eventstore.core;

/**
 * One event on its way through the queue.
 *
 * @param start the first slot to try: when the event was accepted, plus its place in the request's batch, so that a
 *     batch keeps its order and does not collide with itself
 */
public record Message(Event event, Slot start) {}
