package org.dcss.eventstore.query;

import java.util.Optional;
import org.dcss.eventstore.core.Slot;

/**
 * Events as they are answered.
 *
 * @param next every event up to here, included, is on this page or an earlier one; empty if nothing follows
 * @param caughtUp whether nothing that has settled follows
 * @param unknown how many items were passed over because this version does not know what they are
 */
record Page(EventArray events, Optional<Slot> next, boolean caughtUp, int unknown) {}
