package org.dcss.eventstore.core.table;

import java.util.NavigableMap;
import org.dcss.eventstore.core.Slot;

/**
 * What one strongly consistent read saw of a stretch of slots within one day: every slot from {@code from} to
 * {@code through}, both included, is either in {@code taken} or was free.
 */
public record Stretch(Slot from, Slot through, NavigableMap<Slot, Occupant> taken) {}
