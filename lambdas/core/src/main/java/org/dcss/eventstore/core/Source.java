package org.dcss.eventstore.core;

/** The DCSS server an event comes from, such as {@code cpo}: 1 to 32 of {@code [a-z0-9-]}, a letter first. */
public record Source(String name) {

    private static final int MAX_LENGTH = 32;

    /** @throws IllegalArgumentException if the name is no source name */
    public Source {
        if (!isName(name)) {
            throw new IllegalArgumentException("not a source name: " + name);
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
