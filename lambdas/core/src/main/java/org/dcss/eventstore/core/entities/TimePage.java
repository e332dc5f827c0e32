package org.dcss.eventstore.core.entities;

import java.util.List;
import java.util.Optional;
import org.dcss.eventstore.core.Slot;
import org.dcss.eventstore.core.StoredEvent;

/**
 * Events about something, in the order of their own times.
 *
 * @param events ascending by {@link Moment}; may be empty though more follow
 * @param next after which moment the next page begins; empty if nothing follows
 * @param through no event after this slot is on the page
 */
public record TimePage(List<StoredEvent> events, Optional<Moment> next, Slot through) {}
