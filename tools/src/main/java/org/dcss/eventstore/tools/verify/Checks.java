package org.dcss.eventstore.tools.verify;

import java.io.IOException;
import java.time.LocalDate;
import java.util.Optional;
import org.dcss.eventstore.tools.feed.ReadEvent;
import org.dcss.eventstore.tools.frame.ToolException;
import org.dcss.eventstore.tools.verify.digest.DayContent;

/**
 * What is checked, day by day.
 *
 * @param xlog only from the log's beginning
 * @param archive only where a folder is named
 * @param recorded only where a file is named
 */
record Checks(
        DayCheck days,
        CountsCheck counts,
        Optional<XlogCheck> xlog,
        Optional<ArchiveCheck> archive,
        Optional<RecordedDays> recorded) {

    /** Checks a range, and prints what it finds. */
    void run(Range range, Findings findings, Progress progress)
            throws IOException, ToolException, InterruptedException {
        long checked = 0;
        for (LocalDate day = range.first(); !day.isAfter(range.last()); day = day.plusDays(1)) {
            long before = findings.broken();
            boolean closed = range.isClosed(day);
            DayContent content = day(day, range.through(day), closed, findings, progress);
            // What is broken must not become what is expected.
            if (closed && recorded.isPresent() && findings.broken() == before) {
                recorded.get().check(content.record(), findings);
            }
            checked++;
            if (findings.broken() == before) {
                findings.say("holds  " + day + " " + content.events() + " events" + (closed ? "" : ", not closed yet"));
            }
        }
        if (xlog.isPresent()) {
            xlog.get().check(range.last(), range.through(range.last()));
        }
        findings.sum(checked, progress.events());
    }

    private DayContent day(LocalDate day, long through, boolean closed, Findings findings, Progress progress)
            throws IOException, ToolException, InterruptedException {
        Optional<ArchiveCheck> archived = archive.filter(any -> closed);
        if (archived.isPresent()) {
            archived.get().begin(day);
        }
        DayContent content = days.check(day, through, event -> take(event, day, archived, progress));
        xlog.ifPresent(files -> files.mark(day));
        if (archived.isPresent()) {
            archived.get().end(day);
        }
        if (closed) {
            counts.check(day, content.counts());
        } else {
            findings.unchecked("/counts of " + day, "the day is not closed");
        }
        return content;
    }

    private void take(ReadEvent event, LocalDate day, Optional<ArchiveCheck> archived, Progress progress) {
        xlog.ifPresent(files -> files.add(event));
        archived.ifPresent(objects -> objects.add(event));
        progress.add(day);
    }
}
