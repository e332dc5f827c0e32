package org.dcss.eventstore.core.archive.object;

import org.dcss.eventstore.core.Slot;

/**
 * What an object's text is known by.
 *
 * @param events how many lines it has, 1 or more
 * @param first the first line's slot
 * @param last the last line's slot
 * @param bytes how long it is, unpacked
 * @param sha256 of the unpacked bytes, in 64 lower-case hexadecimal digits
 */
public record Summary(long events, Slot first, Slot last, long bytes, String sha256) {

    @Override
    public String toString() {
        return events + " events, " + bytes + " bytes, " + first.millis() + " to " + last.millis() + ", SHA-256 "
                + sha256;
    }
}
