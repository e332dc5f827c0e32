package org.dcss.eventstore.core;

import java.util.List;

/**
 * One read of a stretch of the log.
 *
 * @param events those that pass the filter, ascending; may be empty though more follow
 * @param through every passing event from the start of the stretch to this slot, included, is in {@code events}
 */
public record LogPage(List<StoredEvent> events, Slot through) {}
