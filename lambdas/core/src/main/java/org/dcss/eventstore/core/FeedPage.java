package org.dcss.eventstore.core;

import java.util.List;

/**
 * A page of the feed.
 *
 * @param events ascending; may be empty though more follow
 * @param next every event up to this slot, included, is on this page or an earlier one; where the next page starts
 * @param horizon the last slot that was settled when the page was read
 */
public record FeedPage(List<StoredEvent> events, Slot next, Slot horizon) {}
