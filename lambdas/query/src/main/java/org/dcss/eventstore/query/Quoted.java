package org.dcss.eventstore.query;

/** A client's own text in an answer to it: in quotes, and short. */
final class Quoted {

    private static final int LONGEST = 40;

    private Quoted() {}

    static String of(String text) {
        return '"' + (text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text) + '"';
    }
}
