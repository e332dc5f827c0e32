package org.dcss.eventstore.core.xlog;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.dcss.eventstore.core.Slot;
import org.dcss.eventstore.core.view.Content;
import org.dcss.eventstore.core.view.ViewConflictException;
import org.dcss.eventstore.core.view.ViewItem;

/**
 * Lines of a file that stand one after the other in one item. The item's content begins with the parts, separated by spaces
 * and ended by a line feed; after them comes the text.
 *
 * @param start where in the file it begins
 * @param parts what it holds, in order
 * @param through the last slot whose event changed it: that of its last line or, if it is later, of a withdrawal
 */
record Chunk(long start, List<Part> parts, Content text, Slot through) {

    /** A chunk of so many bytes or more takes no further line. One of DCSS's lines costs four or five write units. */
    static final int SIZE = 3_500;

    /** An item holds 400 KB; what is left of a line that is longer stands in the next chunk. */
    static final int MAX_PART = 300_000;

    private static final Pattern HEAD =
            Pattern.compile("\\d{1,15}(:\\d{1,9})(:\\d{1,9}:\\d{1,9})?( \\d{1,15}(:\\d{1,9})(:\\d{1,9}:\\d{1,9})?)*+");

    private static final Slot NEVER = new Slot(0);

    /**
     * A line, or a part of one that is longer than {@link #MAX_PART}.
     *
     * @param slot the line's
     * @param length in bytes
     * @param offset where in its line it begins
     * @param total how long the line is
     */
    record Part(Slot slot, int length, int offset, int total) {

        /** {@code slot:length}, and {@code :offset:total} for a part of a longer line. */
        String spelt() {
            String whole = slot.millis() + ":" + length;
            return length == total ? whole : whole + ":" + offset + ":" + total;
        }

        static Part parse(String spelt) {
            String[] numbers = spelt.split(":", -1);
            int length = Integer.parseInt(numbers[1]);
            Slot slot = new Slot(Long.parseLong(numbers[0]));
            return numbers.length == 2
                    ? new Part(slot, length, 0, length)
                    : new Part(slot, length, Integer.parseInt(numbers[2]), Integer.parseInt(numbers[3]));
        }
    }

    static Chunk empty(long start) {
        return new Chunk(start, List.of(), Content.EMPTY, NEVER);
    }

    /** @throws ViewConflictException if it is none */
    static Chunk parse(long start, ViewItem item) {
        byte[] content = item.content().bytes();
        int end = 0;
        while (end < content.length && content[end] != '\n') {
            end++;
        }
        String head = new String(content, 0, end, StandardCharsets.US_ASCII);
        if (end == content.length || !HEAD.matcher(head).matches()) {
            throw new ViewConflictException("no lines at " + start);
        }
        List<Part> parts = Arrays.stream(head.split(" ", -1)).map(Part::parse).toList();
        return new Chunk(start, parts, Content.of(content, end + 1, content.length), item.through());
    }

    ViewItem item() {
        byte[] head =
                (String.join(" ", parts.stream().map(Part::spelt).toList()) + "\n").getBytes(StandardCharsets.US_ASCII);
        byte[] content = Arrays.copyOf(head, head.length + text.length());
        System.arraycopy(text.bytes(), 0, content, head.length, text.length());
        return new ViewItem(through, Content.of(content));
    }

    boolean isEmpty() {
        return parts.isEmpty();
    }

    /** Where in the file the byte after its last one stands. */
    long end() {
        return start + text.length();
    }

    /** The slot of its last line. */
    Slot last() {
        return parts.get(parts.size() - 1).slot();
    }

    /** With a part more, and its text. */
    Chunk with(Part part, byte[] line) {
        List<Part> longer = new ArrayList<>(parts);
        longer.add(part);
        byte[] more = Arrays.copyOf(text.bytes(), text.length() + part.length());
        System.arraycopy(line, part.offset(), more, text.length(), part.length());
        return new Chunk(start, List.copyOf(longer), Content.of(more), Slot.max(through, part.slot()));
    }

    /** Its beginning, up to a place in the file at which one of its parts ends. */
    Chunk until(long place) {
        List<Part> some = new ArrayList<>();
        long at = start;
        for (Part part : parts) {
            at += part.length();
            if (at <= place) {
                some.add(part);
            }
        }
        Content beginning = Content.of(text.bytes(), 0, (int) Math.min(text.length(), place - start));
        return new Chunk(
                start, List.copyOf(some), beginning, some.get(some.size() - 1).slot());
    }

    /** This, and after it what the other has beyond its end. */
    Chunk continuedBy(Chunk longer) {
        byte[] all = longer.text().bytes();
        System.arraycopy(text.bytes(), 0, all, 0, text.length());
        return new Chunk(start, longer.parts(), Content.of(all), Slot.max(through, longer.through()));
    }

    /**
     * Whether one is a beginning of the other. A line that was withdrawn when one was written, and not yet when the other
     * was, is the same line.
     */
    boolean agreesWith(Chunk other) {
        int common = Math.min(parts.size(), other.parts().size());
        if (!parts.subList(0, common).equals(other.parts().subList(0, common))) {
            return false;
        }
        byte[] ours = text.bytes();
        byte[] theirs = other.text().bytes();
        int at = 0;
        for (Part part : parts.subList(0, common)) {
            byte[] mine = Arrays.copyOfRange(ours, at, at + part.length());
            byte[] others = Arrays.copyOfRange(theirs, at, at + part.length());
            if (!Arrays.equals(mine, others)
                    && !LineWriter.mayBeWithdrawn(mine)
                    && !LineWriter.mayBeWithdrawn(others)) {
                return false;
            }
            at += part.length();
        }
        return true;
    }

    boolean holdsOf(Notice notice) {
        return parts.stream().anyMatch(part -> notice.slots().contains(part.slot()));
    }

    /** With what stands for the lines that a notice tells of, in as many bytes. */
    Chunk without(Notice notice) {
        byte[] now = text.bytes();
        int at = 0;
        for (Part part : parts) {
            if (notice.slots().contains(part.slot())) {
                byte[] line = LineWriter.withdrawn(notice.reason(), part.total());
                System.arraycopy(line, part.offset(), now, at, part.length());
            }
            at += part.length();
        }
        return new Chunk(start, parts, Content.of(now), Slot.max(through, notice.slot()));
    }
}
