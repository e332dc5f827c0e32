package org.dcss.eventstore.query.request;

import org.dcss.eventstore.platform.Excerpt;

/** A client's own text in an answer to it: in quotes, and short. */
public final class Quoted {

    private static final int LONGEST = 40;

    private Quoted() {}

    public static String of(String text) {
        return '"' + Excerpt.of(text, LONGEST) + '"';
    }
}
