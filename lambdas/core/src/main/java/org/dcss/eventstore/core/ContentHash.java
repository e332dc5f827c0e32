package org.dcss.eventstore.core;

/** Tells whether two events under one id have the same content. */
public final class ContentHash {

    private ContentHash() {}

    /** SHA-256, in lower-case hexadecimal digits, of the type's name, a line feed and the data. */
    public static String of(Event event) {
        return Sha256.hex(event.type().name() + '\n' + event.data());
    }
}
