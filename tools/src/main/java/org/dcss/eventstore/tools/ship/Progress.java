package org.dcss.eventstore.tools.ship;

import java.time.Duration;
import org.dcss.eventstore.tools.frame.Messages;
import org.dcss.eventstore.tools.frame.Timing;

/** Says how many lines were shipped, how fast, and how long the rest takes at that rate. */
final class Progress {

    private static final double SECOND = Duration.ofSeconds(1).toNanos();

    private final Messages messages;
    private final Timing timing;
    private final long start;
    private long lines;
    private long backlogAtStart = -1;

    Progress(Messages messages, Timing timing) {
        this.messages = messages;
        this.timing = timing;
        this.start = timing.nanos();
    }

    /** @param backlog bytes that are left */
    void shipped(int more, long backlog) {
        lines += more;
        if (backlogAtStart < 0) {
            backlogAtStart = backlog;
        }
        double seconds = Math.max(1e-3, (timing.nanos() - start) / SECOND);
        double bytesPerSecond = (backlogAtStart - backlog) / seconds;
        String left = backlog > 0 && bytesPerSecond > 1
                ? ", %,d KB left, about %,d s".formatted(backlog / 1024, Math.round(backlog / bytesPerSecond))
                : "";
        messages.progress("%,d lines, %.0f a second%s".formatted(lines, lines / seconds, left));
    }

    /** @param backlog bytes that were left: half lines */
    void end(long backlog) {
        double seconds = Math.max(1e-3, (timing.nanos() - start) / SECOND);
        messages.say("%,d lines in %.1f s%s"
                .formatted(
                        lines, seconds, backlog > 0 ? ", and " + backlog + " bytes wait for their end of line" : ""));
    }
}
