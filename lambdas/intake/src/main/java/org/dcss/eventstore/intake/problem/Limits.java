package org.dcss.eventstore.intake.problem;

/** What a request may hold; and how much of what is wrong with it a client is told. */
public final class Limits {

    public static final int MAX_EVENTS = 500;

    /** As they come: what the gateway's Base64 leaves of Lambda's 6 MB; the same for bodies that come as text. */
    public static final int MAX_BODY_BYTES = 4_000_000;

    /** What a packed body may hold; nothing is unpacked beyond. */
    public static final int MAX_UNPACKED_BYTES = 5_000_000;

    /** Of an event, in objects and arrays within one another, the event included. */
    public static final int MAX_DEPTH = 64;

    /** In characters, as the name is without escapes. */
    public static final int MAX_NAME_LENGTH = 1_024;

    /** In characters. */
    public static final int MAX_NUMBER_LENGTH = 1_000;

    /** In digits: beyond what any reader can use, before it costs memory to compare such a number. */
    public static final int MAX_EXPONENT_DIGITS = 3;

    /** Of how many faults of an event its client is told at once. */
    public static final int MAX_VIOLATIONS = 20;

    private Limits() {}
}
