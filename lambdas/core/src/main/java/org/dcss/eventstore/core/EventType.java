package org.dcss.eventstore.core;

import java.util.regex.Pattern;

/** What kind of fact an event is, such as {@code milestone}: 1 to 64 of {@code [a-z0-9-]}, a letter first. */
public record EventType(String name) {

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,63}");

    /** @throws IllegalArgumentException if the name is no type name */
    public EventType {
        if (!isName(name)) {
            throw new IllegalArgumentException("not an event type: " + name);
        }
    }

    public static boolean isName(String name) {
        return NAME.matcher(name).matches();
    }

    @Override
    public String toString() {
        return name;
    }
}
