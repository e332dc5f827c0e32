package org.dcss.eventstore.query;

import org.dcss.eventstore.platform.Excerpt;

/** A client's own text in an answer to it: in quotes, and short. */
final class Quoted {

    private static final int LONGEST = 40;

    private Quoted() {}

    static String of(String text) {
        return '"' + Excerpt.of(text, LONGEST) + '"';
    }
}
