package org.dcss.eventstore.core;

/** What kind of fact an event is, such as {@code milestone}: 1 to 64 of {@code [a-z0-9-]}, a letter first. */
public record EventType(String name) {

    private static final int MAX_LENGTH = 64;

    /** @throws IllegalArgumentException if the name is no type name */
    public EventType {
        if (!isName(name)) {
            throw new IllegalArgumentException("not an event type: " + name);
        }
    }

    public static boolean isName(String name) {
        return Spelling.isName(name, MAX_LENGTH);
    }

    @Override
    public String toString() {
        return name;
    }
}
