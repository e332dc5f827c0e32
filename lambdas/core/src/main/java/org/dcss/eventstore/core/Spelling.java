package org.dcss.eventstore.core;

/**
 * How names and ids are spelt. Judged character by character: a regular expression takes several times as long for each
 * event that is read, and adds milliseconds to a cold start.
 */
final class Spelling {

    private Spelling() {}

    /** Whether it is a letter, then {@code [a-z0-9-]}, and no longer than this. */
    static boolean isName(String text, int longest) {
        int length = text.length();
        if (length == 0 || length > longest || !isLower(text.charAt(0))) {
            return false;
        }
        for (int i = 1; i < length; i++) {
            char c = text.charAt(i);
            if (!isLower(c) && !isDigit(c) && c != '-') {
                return false;
            }
        }
        return true;
    }

    /** Whether all characters from a place on are ASCII letters, digits or among these others. */
    static boolean isAlphanumericOr(String others, String text, int from) {
        return isAlphanumericOr(others, text, from, text.length());
    }

    /** Whether all characters from a place on and before another are ASCII letters, digits or among these others. */
    static boolean isAlphanumericOr(String others, String text, int from, int end) {
        for (int i = from; i < end; i++) {
            char c = text.charAt(i);
            if (!isLetter(c) && !isDigit(c) && others.indexOf(c) < 0) {
                return false;
            }
        }
        return true;
    }

    /** Whether it is one of ASCII, of either case. */
    static boolean isLetter(char c) {
        return isLower(c) || (c >= 'A' && c <= 'Z');
    }

    private static boolean isLower(char c) {
        return c >= 'a' && c <= 'z';
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
