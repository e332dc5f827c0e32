package org.dcss.eventstore.query.log;

import java.util.Optional;
import org.dcss.eventstore.core.Slot;
import org.dcss.eventstore.query.answer.EventArray;

/**
 * Events as they are answered.
 *
 * @param next every event up to here, included, is on this page or an earlier one; empty if nothing follows
 * @param caughtUp whether nothing that has settled follows
 * @param unknown how many items were passed over because this version does not know what they are
 */
record Page(EventArray events, Optional<Slot> next, boolean caughtUp, int unknown) {}
