package org.dcss.eventstore.core.simulation;

import java.util.List;

/** A promise that a schedule saw broken. */
final class Violation extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient List<String> subjects;

    /** @param subjects the names, as the trace uses them, of what is involved */
    Violation(String what, String... subjects) {
        super(what, null, false, false);
        this.subjects = List.of(subjects);
    }

    List<String> subjects() {
        return subjects;
    }

    String what() {
        return String.valueOf(getMessage());
    }
}
