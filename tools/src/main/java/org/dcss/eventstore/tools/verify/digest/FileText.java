package org.dcss.eventstore.tools.verify.digest;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** What a server's file must hold by the log: its length and hash after each day, not the text. */
public final class FileText {

    /**
     * A day's end in the file.
     *
     * @param length of the file until then, in bytes
     * @param hash of all of that
     */
    public record Mark(LocalDate day, long length, String hash) {}

    private final Hash hash = Hash.begin();
    private final List<Mark> marks = new ArrayList<>();
    private long length;
    private boolean withdrawn;

    /** Adds a line with its end. */
    public void add(byte[] line) {
        if (!withdrawn) {
            hash.add(line);
            length += line.length;
        }
    }

    /** A line follows that the log has no longer: how long it is in the file, nobody can tell, and so of all behind it. */
    public void withdraw() {
        withdrawn = true;
    }

    /** Whether a line is missing, so that the rest of the file is unknown. */
    public boolean isWithdrawn() {
        return withdrawn;
    }

    /** Ends a day. */
    public void mark(LocalDate day) {
        if (length > (marks.isEmpty() ? 0 : marks.get(marks.size() - 1).length())) {
            marks.add(new Mark(day, length, hash.soFar()));
        }
    }

    /** The ends of the days on which the file grew, oldest first. */
    public List<Mark> marks() {
        return marks;
    }
}
