package org.dcss.eventstore.tools.verify;

import java.net.http.HttpResponse;
import java.time.LocalDate;
import java.util.Map;
import java.util.TreeMap;
import org.dcss.eventstore.core.FileName;
import org.dcss.eventstore.core.xlog.LineWriter;
import org.dcss.eventstore.core.xlog.XlogFile;
import org.dcss.eventstore.tools.feed.ReadEvent;
import org.dcss.eventstore.tools.frame.ToolException;
import org.dcss.eventstore.tools.verify.digest.FileText;
import org.dcss.eventstore.tools.verify.digest.Hash;

/**
 * {@code /xlog} against the lines that the log's events make, file by file from its first byte. Holds a hash a day and
 * file, no text.
 */
final class XlogCheck {

    private static final String WHAT = "/xlog";

    /** Of one request: what an answer holds at most. */
    private static final int CHUNK = 4_000_000;

    private static final int PARTIAL = 206;
    private static final int OK = 200;
    private static final int NOT_FOUND = 404;
    private static final int NO_SUCH_RANGE = 416;

    private final Asking asking;
    private final Findings findings;
    private final Map<String, FileText> files = new TreeMap<>();

    XlogCheck(Asking asking, Findings findings) {
        this.asking = asking;
        this.findings = findings;
    }

    /** Takes the next event of the log. */
    void add(ReadEvent event) {
        String name = event.file()
                .or(() -> XlogFile.unnamed(event.type(), event.id()).map(FileName::value))
                .orElse("");
        if (name.isEmpty()) {
            return;
        }
        FileText file = files.computeIfAbsent(event.src() + "/" + name, any -> new FileText());
        if (event.data().isPresent()) {
            file.add(LineWriter.write(event.type(), event.data().get()));
        } else {
            file.withdraw();
        }
    }

    /** Ends a day. */
    void mark(LocalDate day) {
        files.values().forEach(file -> file.mark(day));
    }

    /**
     * Reads the files and holds them against what was taken.
     *
     * @param through the last slot that was taken
     */
    void check(LocalDate last, long through) throws ToolException, InterruptedException {
        if (files.isEmpty()) {
            return;
        }
        int status = asking.get("xlog/", Map.of()).statusCode();
        if (status == NOT_FOUND || Asking.isTemporary(status)) {
            findings.unchecked(
                    WHAT, status == NOT_FOUND ? "the store has no such view" : "it answers " + status + " just now");
            return;
        }
        for (Map.Entry<String, FileText> file : files.entrySet()) {
            if (file.getValue().isWithdrawn()) {
                findings.unchecked(WHAT + "/" + file.getKey(), "data was withdrawn; up to there it was checked");
            }
            if (isInNoFile(file.getKey())) {
                findings.unchecked(WHAT + "/" + file.getKey(), "the name is a folder of another file, or has one");
            } else {
                check(file.getKey(), file.getValue(), last, through);
            }
        }
    }

    /** Of two names one of which is a folder of the other, the first in the log stands; which that was is not known here. */
    private boolean isInNoFile(String name) {
        return files.keySet().stream().anyMatch(other -> other.startsWith(name + "/") || name.startsWith(other + "/"));
    }

    private void check(String name, FileText file, LocalDate last, long through)
            throws ToolException, InterruptedException {
        Hash hash = Hash.begin();
        long at = 0;
        for (FileText.Mark mark : file.marks()) {
            long from = at;
            while (at < mark.length()) {
                HttpResponse<byte[]> part = part(name, at, mark.length());
                if (part.statusCode() != PARTIAL && !(part.statusCode() == OK && at == 0)) {
                    missing(name, part, last, at, mark, through);
                    return;
                }
                byte[] body = part.body();
                if (body.length == 0 || at + body.length > mark.length()) {
                    findings.broken(
                            mark.day(),
                            WHAT + "/" + name + " from byte " + at + " gives " + body.length + " bytes where "
                                    + (mark.length() - at) + " are left");
                    return;
                }
                hash.add(body);
                at += body.length;
            }
            if (!hash.soFar().equals(mark.hash())) {
                findings.broken(
                        mark.day(),
                        WHAT + "/" + name + " is not what the log's events make, bytes " + from + " to "
                                + mark.length());
                return;
            }
        }
    }

    private HttpResponse<byte[]> part(String name, long from, long end) throws ToolException, InterruptedException {
        long to = Math.min(end, from + CHUNK) - 1;
        return asking.get("xlog/" + name, Map.of("Range", "bytes=" + from + "-" + to));
    }

    private void missing(
            String name, HttpResponse<byte[]> part, LocalDate last, long at, FileText.Mark mark, long through) {
        long complete = part.headers().firstValueAsLong("Complete-Through").orElse(Long.MAX_VALUE);
        boolean absent = part.statusCode() == NO_SUCH_RANGE || part.statusCode() == NOT_FOUND;
        if (Asking.isTemporary(part.statusCode())) {
            findings.unchecked(WHAT + "/" + name, "from byte " + at + " it answers " + part.statusCode());
        } else if (absent && complete < through) {
            findings.unchecked(WHAT + "/" + name, "the view is complete only through " + complete);
        } else {
            findings.broken(
                    absent ? mark.day() : last,
                    WHAT + "/" + name + " from byte " + at + " answers " + part.statusCode()
                            + ", and by the log it has " + mark.length() + " bytes");
        }
    }
}
