package org.dcss.eventstore.core.archive.object;

import org.dcss.eventstore.core.Slot;

/**
 * A stretch of a day.
 *
 * @param number from 1
 * @param from its first slot, whether there is an event or not
 * @param through its last slot
 */
public record Part(int number, Slot from, Slot through) {}
