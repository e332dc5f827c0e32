package org.dcss.eventstore.core.write;

import org.dcss.eventstore.core.message.Message;

/**
 * A message as the queue delivered it.
 *
 * @param messageId as the queue names it
 * @param again whether it was delivered before, so that an earlier attempt may have put its event
 */
public record Delivery(Message message, String messageId, boolean again) {}
