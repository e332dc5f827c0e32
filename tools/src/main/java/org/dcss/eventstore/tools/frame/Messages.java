package org.dcss.eventstore.tools.frame;

import java.io.PrintWriter;
import java.time.Duration;
import org.dcss.eventstore.core.PlainText;

/** Says on the standard error what goes on: one line that is written over on a terminal, else a line now and then. */
public final class Messages {

    /** Set by the launcher, which can tell: Java 17 cannot, of the standard error. */
    private static final String TERMINAL = "dcss.terminal";

    private static final Duration ON_TERMINAL = Duration.ofMillis(500);
    private static final Duration IN_LOG = Duration.ofMinutes(1);

    private final PrintWriter out;
    private final Timing timing;
    private final boolean terminal;
    private long lastProgress;
    private boolean open;

    public Messages(PrintWriter out, Timing timing) {
        this(out, timing, Boolean.getBoolean(TERMINAL));
    }

    Messages(PrintWriter out, Timing timing, boolean terminal) {
        this.out = out;
        this.timing = timing;
        this.terminal = terminal;
        this.lastProgress = timing.nanos();
    }

    /** A line of its own. What steers a terminal is escaped: parts of it come from files and from the store. */
    public void say(String line) {
        closeProgress();
        out.println(PlainText.of(line));
        out.flush();
    }

    /** Where things stand; not each call is shown. */
    public void progress(String state) {
        long now = timing.nanos();
        if (now - lastProgress < (terminal ? ON_TERMINAL : IN_LOG).toNanos()) {
            return;
        }
        lastProgress = now;
        if (terminal) {
            out.print("\r\u001B[K" + PlainText.of(state));
            open = true;
        } else {
            out.println(PlainText.of(state));
        }
        out.flush();
    }

    private void closeProgress() {
        if (open) {
            out.print("\r\u001B[K");
            open = false;
        }
    }
}
