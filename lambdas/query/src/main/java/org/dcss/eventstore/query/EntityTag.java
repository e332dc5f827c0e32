package org.dcss.eventstore.query;

import java.util.stream.Stream;
import org.dcss.eventstore.core.EventType;
import org.dcss.eventstore.core.Source;

/** Names the answer about a closed day, which needs no reading: such an answer never changes. */
final class EntityTag {

    /** Counts the forms that events have been written in. */
    private static final int FORMAT = 1;

    private EntityTag() {}

    /** A weak tag: the same events may be compressed to other bytes. */
    static String of(EventsQuery.OfDay query, boolean gzip) {
        return "W/\"" + FORMAT + "." + query.day().startMillis() + "."
                + query.after().map(after -> Long.toString(after.millis())).orElse("") + "."
                + query.filter().src().map(Source::name).orElse("") + "."
                + query.filter().type().map(EventType::name).orElse("") + "."
                + (gzip ? "gzip" : "plain") + "\"";
    }

    /** Whether an {@code If-None-Match} names the tag, by weak comparison. */
    static boolean matches(String ifNoneMatch, String tag) {
        return Stream.of(ifNoneMatch.split(",", -1))
                .map(String::strip)
                .anyMatch(known -> known.equals("*") || opaque(known).equals(opaque(tag)));
    }

    private static String opaque(String tag) {
        return tag.startsWith("W/") ? tag.substring(2) : tag;
    }
}
