package org.dcss.eventstore.core.view;

import org.dcss.eventstore.core.Slot;

/**
 * An item of a view.
 *
 * @param through the slot of the last event that was applied to it: every event that concerns it, up to there, is in it,
 *     and none after
 */
public record ViewItem(Slot through, Content content) {}
