package org.dcss.eventstore.core;

/**
 * Stands for an event's content: two events with one id are the same event if their hashes are equal, and in conflict
 * if not.
 */
public final class ContentHash {

    private ContentHash() {}

    /**
     * The SHA-256 of the type's name, the file's name if there is one, and the data as sent, with line feeds between them,
     * in 64 lower-case hexadecimal digits. The event's own time is no part of it: it follows from the rest.
     */
    public static String of(Event event) {
        String file = event.file().map(name -> name.value() + "\n").orElse("");
        return Sha256.hex(event.type().name() + "\n" + file + event.data());
    }
}
