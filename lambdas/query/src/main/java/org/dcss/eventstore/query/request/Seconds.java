package org.dcss.eventstore.query.request;

/** Recognises a time in seconds where one in milliseconds is asked for, which would otherwise be some day of 1970. */
public final class Seconds {

    /** The years 1973 to 2286 in seconds; in milliseconds 2 January to 26 April 1970, when no game was played. */
    private static final long FIRST = 100_000_000L;

    private static final long LAST = 9_999_999_999L;

    private Seconds() {}

    static boolean areMeant(long millis) {
        return millis >= FIRST && millis <= LAST;
    }

    /** A sentence, with a space before it, that names the right value; empty for what is no time in seconds. */
    public static String hint(long millis) {
        return areMeant(millis) ? " That looks like seconds; in milliseconds it is " + millis * 1000 + "." : "";
    }
}
