package org.dcss.eventstore.platform;

/** A client's own text in an answer to it: never long, and always text that UTF-8 can hold. */
public final class Excerpt {

    private static final char REPLACEMENT = '\uFFFD';

    private Excerpt() {}

    /**
     * The text, or its beginning and {@code …} if it has more characters than {@code most}. No surrogate pair is cut in
     * two, and halves of pairs that the text itself holds become U+FFFD.
     */
    public static String of(String text, int most) {
        if (text.length() <= most) {
            return wellFormed(text);
        }
        boolean cutsPair = most > 0
                && Character.isHighSurrogate(text.charAt(most - 1))
                && Character.isLowSurrogate(text.charAt(most));
        return wellFormed(text.substring(0, cutsPair ? most - 1 : most)) + "…";
    }

    private static String wellFormed(String text) {
        StringBuilder mended = null;
        for (int i = 0; i < text.length(); i++) {
            if (!Character.isSurrogate(text.charAt(i))) {
                continue;
            }
            if (Character.charCount(text.codePointAt(i)) == 2) {
                i++;
            } else {
                mended = mended == null ? new StringBuilder(text) : mended;
                mended.setCharAt(i, REPLACEMENT);
            }
        }
        return mended == null ? text : mended.toString();
    }
}
