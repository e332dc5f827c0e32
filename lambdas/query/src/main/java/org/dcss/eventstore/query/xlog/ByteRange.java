package org.dcss.eventstore.query.xlog;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What one range of a {@code Range} header asks for: https://www.rfc-editor.org/rfc/rfc9110#section-14.1.2 */
sealed interface ByteRange {

    /** The bytes of a file of this length, 1 or more, that are meant; empty if it has none of them. */
    Optional<Stretch> of(long length);

    /**
     * From one byte to another, or to the file's end.
     *
     * @param first counted from 0
     * @param last included; may lie beyond the file's end
     */
    record FromTo(long first, long last) implements ByteRange {

        @Override
        public Optional<Stretch> of(long length) {
            return first >= length
                    ? Optional.empty()
                    : Optional.of(new Stretch(first, last >= length ? length : last + 1));
        }
    }

    /** So many bytes at the file's end; all of a shorter file. */
    record Suffix(long bytes) implements ByteRange {

        @Override
        public Optional<Stretch> of(long length) {
            return bytes == 0 ? Optional.empty() : Optional.of(new Stretch(Math.max(0, length - bytes), length));
        }
    }

    /** A unit's name is compared without case; the list may have spaces and empty elements. */
    Pattern ONE_RANGE = Pattern.compile("bytes=[ \t,]*([0-9]*)-([0-9]*)[ \t,]*", Pattern.CASE_INSENSITIVE);

    /**
     * Reads the header. Empty, which means that it is to be passed over, for no header, one that is malformed, another unit
     * than bytes, and several ranges: nobody who fetches files sends those, and a server need not heed them.
     */
    static Optional<ByteRange> parse(String header) {
        Matcher matcher = ONE_RANGE.matcher(header);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        String first = matcher.group(1);
        String last = matcher.group(2);
        if (first.isEmpty()) {
            return last.isEmpty() ? Optional.empty() : Optional.of(new Suffix(number(last)));
        }
        FromTo range = new FromTo(number(first), last.isEmpty() ? Long.MAX_VALUE : number(last));
        return range.first() <= range.last() ? Optional.of(range) : Optional.empty();
    }

    /** A number of any size: one that no file's length can be stands for all of those. */
    private static long number(String digits) {
        String significant = digits.replaceFirst("^0+(?=.)", "");
        return significant.length() > 18 ? Long.MAX_VALUE : Long.parseLong(significant);
    }
}
