package org.dcss.eventstore.core;

/**
 * Stands for an event's content: two events with one id are the same event if their hashes are equal, and in conflict
 * if not.
 */
public final class ContentHash {

    private ContentHash() {}

    /** The SHA-256 of the type's name, a line feed and the data as sent, in 64 lower-case hexadecimal digits. */
    public static String of(Event event) {
        return Sha256.hex(event.type().name() + "\n" + event.data());
    }
}
