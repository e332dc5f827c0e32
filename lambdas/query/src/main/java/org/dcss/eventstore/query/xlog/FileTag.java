package org.dcss.eventstore.query.xlog;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The entity tag of a file, {@code "generation-length"}.
 *
 * <p>Within a generation bytes never change, so each earlier length names a beginning of the file as it is now.
 */
record FileTag(long generation, long length) {

    /** A strong tag: a weak one names no bytes. */
    private static final Pattern FORM = Pattern.compile("\"([0-9]{1,18})-([0-9]{1,18})\"");

    String value() {
        return "\"" + generation + "-" + length + "\"";
    }

    /** Whether what an {@code If-Range} names is a beginning of this. */
    boolean continues(String ifRange) {
        return parse(ifRange)
                .filter(earlier -> earlier.generation == generation && earlier.length <= length)
                .isPresent();
    }

    private static Optional<FileTag> parse(String tag) {
        Matcher matcher = FORM.matcher(tag);
        return matcher.matches()
                ? Optional.of(new FileTag(Long.parseLong(matcher.group(1)), Long.parseLong(matcher.group(2))))
                : Optional.empty();
    }
}
