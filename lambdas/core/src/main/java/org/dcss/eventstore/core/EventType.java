package org.dcss.eventstore.core;

/** What kind of fact an event is, such as {@code milestone}: 1 to 128 of {@code [A-Za-z0-9._-]}, a letter first. */
public record EventType(String name) {

    private static final int MAX_LENGTH = 128;

    /** @throws IllegalArgumentException if the name is no type name */
    public EventType {
        if (!isName(name)) {
            throw new IllegalArgumentException("not an event type: " + name);
        }
    }

    public static boolean isName(String name) {
        return !name.isEmpty()
                && name.length() <= MAX_LENGTH
                && Spelling.isLetter(name.charAt(0))
                && Spelling.isAlphanumericOr("._-", name, 1);
    }

    @Override
    public String toString() {
        return name;
    }
}
