package org.dcss.eventstore.core;

import java.util.NavigableMap;

/**
 * What one strongly consistent read saw of a stretch of slots within one day: every slot from {@code from} to
 * {@code through}, both included, is either in {@code taken} or was free.
 */
public record Run(Slot from, Slot through, NavigableMap<Slot, Occupant> taken) {}
