package org.dcss.eventstore.tools.follow;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.dcss.eventstore.tools.feed.LogReader;
import org.dcss.eventstore.tools.feed.Page;
import org.dcss.eventstore.tools.frame.Exit;
import org.dcss.eventstore.tools.frame.Timing;
import org.dcss.eventstore.tools.frame.ToolException;

/** Reads the feed page by page, as the links lead, and gives each page to the sink before it remembers the next. */
final class Following {

    private static final Duration POLL = Duration.ofSeconds(1);
    private static final Pattern AFTER = Pattern.compile("[?&]after=([0-9]{1,18})(?:&|$)");

    private final LogReader reader;
    private final Sink sink;
    private final Optional<CursorFile> cursor;
    private final Timing timing;

    Following(LogReader reader, Sink sink, Optional<CursorFile> cursor, Timing timing) {
        this.reader = reader;
        this.sink = sink;
        this.cursor = cursor;
        this.timing = timing;
    }

    /** Reads from an address of the feed on: for ever, or until nothing more has settled. */
    void run(URI start, boolean once) throws IOException, ToolException, InterruptedException {
        URI uri = start;
        long remembered = -1;
        while (true) {
            Page page = reader.read(uri);
            sink.take(after(uri), page.events());
            URI next = page.next().orElseThrow(() -> new ToolException(Exit.FAILED, "The feed does not lead on."));
            long reached = after(next);
            if (reached != remembered && cursor.isPresent()) {
                cursor.get().write(reached);
                remembered = reached;
            }
            uri = next;
            if (page.caughtUp()) {
                if (once) {
                    return;
                }
                timing.sleep(POLL);
            }
        }
    }

    private static long after(URI uri) throws ToolException {
        Matcher after = AFTER.matcher("?" + uri.getRawQuery());
        if (!after.find()) {
            throw new ToolException(Exit.FAILED, "The feed leads to " + uri + ", which is no place in the log.");
        }
        return Long.parseLong(after.group(1));
    }
}
