package org.dcss.eventstore.rehearsal.traffic;

import java.time.Instant;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Something that changed in the deployment.
 *
 * @param waiting messages in the queue at that moment
 */
record Change(Instant at, int waiting, String what) {

    private static final Pattern LINE = Pattern.compile("changed: (\\S+) (\\d+) (.*)");

    /** The changes that a rehearsal with {@code --follow} has printed, among other lines. */
    static List<Change> in(List<String> lines) {
        return lines.stream()
                .map(LINE::matcher)
                .filter(Matcher::matches)
                .map(line -> new Change(Instant.parse(line.group(1)), Integer.parseInt(line.group(2)), line.group(3)))
                .toList();
    }
}
