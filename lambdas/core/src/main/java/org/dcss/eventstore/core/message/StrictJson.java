package org.dcss.eventstore.core.message;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;

/**
 * How JSON from outside is read, the same on both sides of the queue: what submit can read, the consumer can.
 *
 * <p>Strict as RFC 8259, and without any limit on names, strings and numbers: limits are submit's, which can refuse. Names
 * are not kept in a table: parsers share it, names of clients can damage it, and then no parser of the process reads
 * well any more.
 */
public final class StrictJson {

    /** Far deeper than an accepted event may be; a parser's memory grows with the depth. */
    public static final int MAX_DEPTH = 1_000;

    public static final JsonFactory FACTORY = JsonFactory.builder()
            .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .disable(JsonFactory.Feature.FAIL_ON_SYMBOL_HASH_OVERFLOW)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_DEPTH)
                    .maxNumberLength(Integer.MAX_VALUE)
                    .maxStringLength(Integer.MAX_VALUE)
                    .maxNameLength(Integer.MAX_VALUE)
                    .build())
            .build();

    private StrictJson() {}

    /**
     * Where the object at {@code start} ends, judged by its brackets and strings alone.
     *
     * @return the place after its closing bracket, or -1 if it has none
     */
    public static int objectEnd(String text, int start) {
        int depth = 0;
        for (int i = start; i < text.length(); i++) {
            switch (text.charAt(i)) {
                case '{', '[' -> depth++;
                case '}', ']' -> {
                    depth--;
                    if (depth == 0) {
                        return i + 1;
                    }
                }
                case '"' -> {
                    i = closingQuote(text, i);
                    if (i < 0) {
                        return -1;
                    }
                }
                default -> {}
            }
        }
        return -1;
    }

    /** The place of the quote that closes the string at {@code openingQuote}, or -1 if there is none. */
    public static int closingQuote(String text, int openingQuote) {
        int quote = text.indexOf('"', openingQuote + 1);
        while (quote >= 0) {
            int before = quote - 1;
            while (text.charAt(before) == '\\') {
                before--;
            }
            boolean escaped = (quote - before) % 2 == 0;
            if (!escaped) {
                return quote;
            }
            quote = text.indexOf('"', quote + 1);
        }
        return -1;
    }
}
