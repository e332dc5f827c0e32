package org.dcss.eventstore.core;

/**
 * The file of its source that a line stands in, such as {@code milestones-sprint} or {@code 0.34/logfile}: 1 to 128
 * characters in 1 to 4 segments of {@code [A-Za-z0-9][A-Za-z0-9._+-]*}, with a slash between them.
 *
 * <p>That no name is a folder of another one, and how many a source has, cannot be told from a name alone: a view that
 * shows files holds that.
 */
public record FileName(String value) implements Comparable<FileName> {

    private static final int MAX_LENGTH = 128;
    private static final int MAX_SEGMENTS = 4;

    /** @throws IllegalArgumentException if the value is no name of a file */
    public FileName {
        if (!isName(value)) {
            throw new IllegalArgumentException("not the name of a file: " + value);
        }
    }

    public static boolean isName(String value) {
        if (value.length() > MAX_LENGTH) {
            return false;
        }
        int segments = 0;
        int start = 0;
        while (start <= value.length()) {
            int slash = value.indexOf('/', start);
            int end = slash < 0 ? value.length() : slash;
            segments++;
            if (segments > MAX_SEGMENTS || !isSegment(value, start, end)) {
                return false;
            }
            start = end + 1;
        }
        return true;
    }

    private static boolean isSegment(String value, int start, int end) {
        return start < end
                && Spelling.isAlphanumericOr("", value, start, start + 1)
                && Spelling.isAlphanumericOr("._+-", value, start, end);
    }

    @Override
    public int compareTo(FileName other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
