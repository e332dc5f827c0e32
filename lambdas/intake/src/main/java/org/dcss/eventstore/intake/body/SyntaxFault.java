package org.dcss.eventstore.intake.body;

import java.util.BitSet;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The first thing that keeps a text from being one JSON value, named so that its author can mend it. Only texts that were
 * refused are looked at.
 *
 * @param at the place of the character
 * @param what is there, such as {@code a single quote; JSON has double quotes only}
 */
public record SyntaxFault(int at, String what) {

    /** Finds the first fault; empty if the text is one JSON value by the grammar. */
    public static Optional<SyntaxFault> find(String text) {
        return Optional.ofNullable(new Walk(text).walk());
    }

    /** What is wrong with a body or a part of it, in a sentence or two; never longer than a few hundred characters. */
    public static String describe(Element element) {
        String text = element.text();
        int badByte = element.badByte(text);
        Optional<SyntaxFault> fault = find(text);
        int firstBad = badByte < 0 ? Integer.MAX_VALUE : text.indexOf('\uFFFD');
        if (fault.isEmpty() || firstBad < fault.get().at()) {
            return badByte < 0 ? "This is not JSON." : describeByte(element, badByte);
        }
        return describe(element, text, fault.get());
    }

    public static String describe(Element element, String text, SyntaxFault fault) {
        return "This is not JSON: at " + place(element, text, fault.at()) + " there is " + fault.what() + ".";
    }

    public static String describeByte(Element element, int at) {
        return "This is not UTF-8, which JSON must be in: byte " + at + " of the body (counted from 0) is 0x"
                + Integer.toHexString(element.byteAt(at)).toUpperCase(Locale.ROOT) + ", which cannot stand there.";
    }

    private static String place(Element element, String text, int at) {
        int line = 1;
        int lineStart = 0;
        for (int i = text.indexOf('\n'); i >= 0 && i < at; i = text.indexOf('\n', i + 1)) {
            line++;
            lineStart = i + 1;
        }
        String counted = element.start() == 0 ? "" : " (counted from byte " + element.start() + " of the body)";
        return "line " + line + ", column " + (at - lineStart + 1) + counted;
    }

    /** What must come next. */
    private enum Next {
        VALUE,
        NAME,
        FOLLOWER
    }

    /** One walk over a text by JSON's grammar. */
    private static final class Walk {

        private final String text;
        private final JsonTokens tokens;
        private final BitSet curly = new BitSet();
        private int depth;
        private int at;
        private Next next = Next.VALUE;

        Walk(String text) {
            this.text = text;
            this.tokens = new JsonTokens(text);
        }

        /** Step by step and without recursion: the text may be as deep as it is long. */
        @Nullable
        SyntaxFault walk() {
            while (true) {
                at = tokens.skipBlanks(at);
                if (next == Next.FOLLOWER && depth == 0) {
                    return at == text.length() ? null : more();
                }
                if (at == text.length()) {
                    return early();
                }
                SyntaxFault fault = switch (next) {
                    case VALUE -> value();
                    case NAME -> name();
                    case FOLLOWER -> follower();
                };
                if (fault != null) {
                    return fault;
                }
            }
        }

        private SyntaxFault more() {
            return new SyntaxFault(
                    at,
                    "more after the end of the value. Several events are sent as one array, or one a line with the "
                            + "header \"Content-Type: application/x-ndjson\"");
        }

        private @Nullable SyntaxFault value() {
            char c = text.charAt(at);
            next = Next.FOLLOWER;
            if (c != '{' && c != '[') {
                return token(tokens.scalar(at));
            }
            curly.set(depth++, c == '{');
            at = tokens.skipBlanks(at + 1);
            if (at < text.length() && text.charAt(at) == (c == '{' ? '}' : ']')) {
                at++;
                depth--;
            } else {
                next = c == '{' ? Next.NAME : Next.VALUE;
            }
            return null;
        }

        private @Nullable SyntaxFault name() {
            if (text.charAt(at) != '"') {
                return tokens.notAName(at);
            }
            SyntaxFault fault = token(tokens.scalar(at));
            if (fault != null) {
                return fault;
            }
            at = tokens.skipBlanks(at);
            if (at == text.length()) {
                return early();
            }
            next = Next.VALUE;
            return text.charAt(at++) == ':' ? null : new SyntaxFault(at - 1, "no colon after a member's name");
        }

        private @Nullable SyntaxFault follower() {
            boolean inObject = curly.get(depth - 1);
            char c = text.charAt(at);
            if (c == (inObject ? '}' : ']')) {
                at++;
                depth--;
                return null;
            }
            if (c != ',') {
                return tokens.notAFollower(at, inObject);
            }
            int after = tokens.skipBlanks(at + 1);
            if (after < text.length() && (text.charAt(after) == '}' || text.charAt(after) == ']')) {
                return new SyntaxFault(at, "a comma too many: nothing follows it before the closing bracket");
            }
            at++;
            next = inObject ? Next.NAME : Next.VALUE;
            return null;
        }

        private @Nullable SyntaxFault token(JsonTokens.Scalar scalar) {
            at = scalar.end();
            return scalar.fault();
        }

        private SyntaxFault early() {
            return new SyntaxFault(
                    at, "an early end: " + (depth == 0 ? "there is no value" : "not every bracket is closed"));
        }
    }
}
