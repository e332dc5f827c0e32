package org.dcss.eventstore.submit.draft;

import com.fasterxml.jackson.core.JsonStreamContext;
import java.util.ArrayDeque;
import java.util.Deque;
import org.dcss.eventstore.platform.Excerpt;

/** JSON Pointers (RFC 6901) into what a client sent, of bounded length: what is cut ends in {@code …}. */
public final class Pointers {

    /** In characters. */
    static final int MAX_LENGTH = 256;

    private static final int MAX_NAME = 64;

    private Pointers() {}

    /** Points to the value that a parser is at. */
    static String to(JsonStreamContext context) {
        Deque<String> names = new ArrayDeque<>();
        for (JsonStreamContext at = context; at != null && !at.inRoot(); at = at.getParent()) {
            if (at.hasPathSegment()) {
                names.addFirst(at.inArray() ? String.valueOf(at.getCurrentIndex()) : at.getCurrentName());
            }
        }
        StringBuilder pointer = new StringBuilder();
        for (String name : names) {
            if (pointer.length() > MAX_LENGTH) {
                break;
            }
            pointer.append(segment(name));
        }
        return bounded(pointer.toString());
    }

    /** A pointer, cut where it is too long. */
    public static String bounded(String pointer) {
        return Excerpt.of(pointer, MAX_LENGTH);
    }

    /** A name as a part of a pointer, with its slash. */
    public static String segment(String name) {
        return "/" + Excerpt.of(name, MAX_NAME).replace("~", "~0").replace("/", "~1");
    }
}
