package org.dcss.eventstore.submit.draft;

/** JSON as text: what can be told of it and done to it without parsing. */
final class JsonText {

    /** A pair of them takes four bytes in UTF-8. */
    private static final int MAX_BYTES_PER_CHAR = 3;

    private JsonText() {}

    /** Cuts the white space between tokens out of valid JSON; all else stays as it is, character by character. */
    static String compact(String text, int start, int end) {
        int blank = nextBlank(text, start, end);
        if (blank == end) {
            return text.substring(start, end);
        }
        StringBuilder compact = new StringBuilder(end - start);
        int from = start;
        while (blank < end) {
            compact.append(text, from, blank);
            from = blank + 1;
            blank = nextBlank(text, from, end);
        }
        return compact.append(text, from, end).toString();
    }

    /** The next white space outside of strings, from a place outside of strings on; {@code end} if there is none. */
    private static int nextBlank(String text, int start, int end) {
        for (int i = start; i < end; i++) {
            char c = text.charAt(i);
            if (c <= ' ') {
                return i;
            }
            if (c == '"') {
                i = closingQuote(text, i);
            }
        }
        return end;
    }

    private static int closingQuote(String text, int openingQuote) {
        int i = openingQuote + 1;
        while (text.charAt(i) != '"') {
            i += text.charAt(i) == '\\' ? 2 : 1;
        }
        return i;
    }

    /** Whether each character is a byte in UTF-8, and may travel through SQS. */
    static boolean isAscii(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) >= 0x80) {
                return false;
            }
        }
        return true;
    }

    /** Whether it is longer in UTF-8. */
    static boolean isLongerThan(int bytes, String text) {
        boolean surelyShorter = (long) text.length() * MAX_BYTES_PER_CHAR <= bytes;
        return !surelyShorter && bytes(text, 0, text.length()) > bytes;
    }

    /** The length in UTF-8. */
    static int bytes(String text, int start, int end) {
        int bytes = end - start;
        for (int i = start; i < end; i++) {
            char c = text.charAt(i);
            if (c >= 0x80) {
                // Each half of a surrogate pair counts for half of the pair's four bytes.
                bytes += c < 0x800 || Character.isSurrogate(c) ? 1 : 2;
            }
        }
        return bytes;
    }

    /**
     * Whether all characters may travel through SQS, which leaves out U+FFFE, U+FFFF and halves of surrogate pairs (it
     * also leaves out control characters, which JSON does not allow either).
     */
    static boolean isSendable(String text, int start, int end) {
        for (int i = start; i < end; i++) {
            char c = text.charAt(i);
            if (c >= Character.MIN_SURROGATE) {
                boolean pair =
                        Character.isHighSurrogate(c) && i + 1 < end && Character.isLowSurrogate(text.charAt(i + 1));
                if (Character.isSurrogate(c) ? !pair : c >= 0xFFFE) {
                    return false;
                }
                i += pair ? 1 : 0;
            }
        }
        return true;
    }
}
