package org.dcss.eventstore.intake.body;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The tokens of a text that is no JSON, and what is wrong with them. */
final class JsonTokens {

    /** Where a string, number or word ends, and what is wrong with it, if anything is. */
    record Scalar(int end, @Nullable SyntaxFault fault) {}

    private static final int MAX_WORD = 20;

    private final String text;

    JsonTokens(String text) {
        this.text = text;
    }

    int skipBlanks(int from) {
        int at = from;
        while (at < text.length() && " \n\r\t".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
        return at;
    }

    /** Reads the string, number or word that starts here. */
    Scalar scalar(int at) {
        char c = text.charAt(at);
        if (c == '"') {
            return string(at);
        }
        if (c == '-' || isDigit(at)) {
            return number(at);
        }
        for (String word : new String[] {"true", "false", "null"}) {
            if (word(at).equals(word)) {
                return new Scalar(at + word.length(), null);
            }
        }
        return fault(at, unexpected(at));
    }

    SyntaxFault notAName(int at) {
        return new SyntaxFault(
                at,
                isWordPart(at)
                        ? "a member's name without quotes"
                        : unexpected(at) + ", where a member's name in double quotes must be");
    }

    SyntaxFault notAFollower(int at, boolean inObject) {
        return new SyntaxFault(
                at, unexpected(at) + ", where a comma or " + (inObject ? "a closing }" : "a closing ]") + " must be");
    }

    private Scalar string(int openingQuote) {
        int i = openingQuote + 1;
        while (i < text.length()) {
            char c = text.charAt(i);
            if (c == '"') {
                return new Scalar(i + 1, null);
            }
            if (c < ' ') {
                return fault(i, "a raw control character, " + code(c) + ", in a string; write it as an escape");
            }
            if (c == '\\') {
                int length = escapeLength(i);
                if (length == 0 && i + 1 < text.length()) {
                    return fault(i, "a bad escape in a string; JSON has \\\" \\\\ \\/ \\b \\f \\n \\r \\t and \\uXXXX");
                }
                i += Math.max(length, 2);
            } else {
                i++;
            }
        }
        return fault(text.length(), "an early end: a string is not closed");
    }

    /** 2, or 6 for a code; 0 if the escape is none. */
    private int escapeLength(int backslash) {
        if (backslash + 1 == text.length()) {
            return 0;
        }
        char c = text.charAt(backslash + 1);
        if (c != 'u') {
            return "\"\\/bfnrt".indexOf(c) < 0 ? 0 : 2;
        }
        for (int i = backslash + 2; i < backslash + 6; i++) {
            if (i >= text.length() || Character.digit(text.charAt(i), 16) < 0 || text.charAt(i) >= 0x80) {
                return 0;
            }
        }
        return 6;
    }

    private Scalar number(int start) {
        int i = text.charAt(start) == '-' ? start + 1 : start;
        int digits = digitsEnd(i);
        if (digits == i) {
            return fault(start, "a minus without a number");
        }
        if (text.charAt(i) == '0' && digits > i + 1) {
            return fault(start, "a number with a leading zero");
        }
        i = digits;
        if (i < text.length() && text.charAt(i) == '.') {
            digits = digitsEnd(i + 1);
            if (digits == i + 1) {
                return fault(start, "a number with a point and no digit after it");
            }
            i = digits;
        }
        if (i < text.length() && (text.charAt(i) == 'e' || text.charAt(i) == 'E')) {
            int first = i + 1 < text.length() && "+-".indexOf(text.charAt(i + 1)) >= 0 ? i + 2 : i + 1;
            digits = digitsEnd(first);
            if (digits == first) {
                return fault(start, "a number without digits in its exponent");
            }
            i = digits;
        }
        return isWordPart(i) || (i < text.length() && text.charAt(i) == '.')
                ? fault(start, "something that begins like a number and is none")
                : new Scalar(i, null);
    }

    /** Names what stands where it must not. */
    private String unexpected(int at) {
        char c = text.charAt(at);
        String word = word(at);
        if (!word.isEmpty() && !isDigit(at)) {
            boolean number = word.equals("NaN") || word.startsWith("Infinity") || word.equals("Inf");
            return number ? word(at) + ", which JSON does not have" : "a word without quotes";
        }
        return switch (c) {
            case '\'' -> "a single quote; JSON has double quotes only";
            case '/' -> "a comment or a slash; JSON has no comments";
            case '#' -> "a #; JSON has no comments";
            case '+' -> "a plus; numbers have none at their start";
            case '.' -> "a point; a number must have a digit before it";
            case '\uFEFF' -> "a byte order mark (BOM, U+FEFF); leave it out";
            default -> c > ' ' && c < 0x7f ? "a stray " + c : "a stray " + code(c);
        };
    }

    private String word(int at) {
        int end = at;
        while (end < at + MAX_WORD && isWordPart(end)) {
            end++;
        }
        return text.substring(at, end);
    }

    private boolean isWordPart(int at) {
        return at < text.length() && (Character.isLetterOrDigit(text.charAt(at)) || text.charAt(at) == '_');
    }

    private boolean isDigit(int at) {
        return at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9';
    }

    private int digitsEnd(int from) {
        int end = from;
        while (isDigit(end)) {
            end++;
        }
        return end;
    }

    private static String code(char c) {
        return String.format(Locale.ROOT, "U+%04X", (int) c);
    }

    private static Scalar fault(int at, String what) {
        return new Scalar(at, new SyntaxFault(at, what));
    }
}
