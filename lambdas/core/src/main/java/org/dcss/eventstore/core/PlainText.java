package org.dcss.eventstore.core;

/** Texts from outside, for a terminal: what would steer it, or show in another order, is escaped. */
public final class PlainText {

    private PlainText() {}

    /** Whether nothing in the text needs an escape. */
    public static boolean isPlain(String text) {
        return text.codePoints().allMatch(PlainText::isPlain);
    }

    /** The text with {@code \}{@code u001B} and the like instead of what is not plain. */
    public static String of(String text) {
        if (isPlain(text)) {
            return text;
        }
        StringBuilder escaped = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(point -> {
            if (isPlain(point)) {
                escaped.appendCodePoint(point);
            } else {
                for (char c : Character.toChars(point)) {
                    escaped.append("\\u%04X".formatted((int) c));
                }
            }
        });
        return escaped.toString();
    }

    /** Control characters end lines and start escape sequences, formats turn the reading direction round. */
    private static boolean isPlain(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED -> false;
            default -> true;
        };
    }
}
