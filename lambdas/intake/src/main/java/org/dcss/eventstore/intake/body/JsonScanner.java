package org.dcss.eventstore.intake.body;

import java.util.BitSet;

/** Walks over JSON by its brackets and strings alone; what is between them may be anything. */
final class JsonScanner {

    private final byte[] body;
    private final int end;
    /** Which of the open brackets are curly ones. */
    private final BitSet curly = new BitSet();

    /** @param end the place after the last byte */
    JsonScanner(byte[] body, int end) {
        this.body = body;
        this.end = end;
    }

    static boolean isBlank(byte b) {
        return b == ' ' || b == '\n' || b == '\r' || b == '\t';
    }

    /**
     * The place of the comma or bracket that ends the array's element at {@code start}; -1 if there is none for sure,
     * since a string does not end or brackets do not match.
     */
    int elementEnd(int start) {
        int depth = 0;
        for (int i = start; i < end; i++) {
            switch (body[i]) {
                case '{', '[' -> curly.set(depth++, body[i] == '{');
                case '}', ']' -> {
                    if (depth == 0) {
                        return body[i] == ']' ? i : -1;
                    }
                    if (curly.get(--depth) != (body[i] == '}')) {
                        return -1;
                    }
                }
                case '"' -> i = closingQuote(i);
                case ',' -> {
                    if (depth == 0) {
                        return i;
                    }
                }
                default -> {}
            }
        }
        return -1;
    }

    /** The place of the quote that closes the string, or {@code end} if none does. */
    private int closingQuote(int openingQuote) {
        int i = openingQuote + 1;
        while (i < end && body[i] != '"') {
            i += body[i] == '\\' ? 2 : 1;
        }
        return i;
    }
}
