package org.dcss.eventstore.core.read;

import java.util.List;
import org.dcss.eventstore.core.Slot;
import org.dcss.eventstore.core.StoredEvent;

/**
 * A page of the feed.
 *
 * @param events ascending; may be empty though more follow
 * @param next every event up to this slot, included, is on this page or an earlier one; where the next page starts. On a
 *     page that is caught up it is the last slot that was found taken, or else where the page itself started, so that all
 *     who wait at the head ask for the same
 * @param horizon the last slot that was settled when the page was read
 * @param caughtUp whether nothing had settled behind {@code next}; if not, there may be more at once
 * @param unknown how many items were passed over because this version does not know what they are
 */
public record FeedPage(List<StoredEvent> events, Slot next, Slot horizon, boolean caughtUp, int unknown) {}
