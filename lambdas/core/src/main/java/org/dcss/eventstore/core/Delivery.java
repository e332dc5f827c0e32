package org.dcss.eventstore.core;

/**
 * A message as the queue delivered it.
 *
 * @param messageId as the queue names it
 * @param again whether it was delivered before, so that an earlier attempt may have put its event
 */
public record Delivery(Message message, String messageId, boolean again) {}
