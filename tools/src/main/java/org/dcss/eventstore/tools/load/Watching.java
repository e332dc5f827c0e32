package org.dcss.eventstore.tools.load;

import java.net.URI;
import java.time.Duration;
import org.dcss.eventstore.tools.feed.LogReader;
import org.dcss.eventstore.tools.feed.Page;
import org.dcss.eventstore.tools.feed.ReadEvent;
import org.dcss.eventstore.tools.frame.Exit;
import org.dcss.eventstore.tools.frame.Timing;
import org.dcss.eventstore.tools.frame.ToolException;

/** Reads the feed while events are submitted, and notes when each is there. */
final class Watching {

    private static final Duration POLL = Duration.ofMillis(50);

    private final LogReader reader;
    private final Ledger ledger;
    private final Latencies latencies;
    private final Schedule schedule;
    private final Timing timing;
    private volatile boolean submitted;

    Watching(LogReader reader, Ledger ledger, Latencies latencies, Schedule schedule, Timing timing) {
        this.reader = reader;
        this.ledger = ledger;
        this.latencies = latencies;
        this.schedule = schedule;
        this.timing = timing;
    }

    /** From now on it ends when everything acknowledged was read, or after the patience. */
    void submitted() {
        submitted = true;
    }

    /** Reads from an address of the feed on. */
    void run(URI from, long start, Duration patience) throws ToolException, InterruptedException {
        URI uri = from;
        long end = Long.MAX_VALUE;
        while (timing.nanos() < end) {
            boolean all = submitted;
            Page page = reader.read(uri);
            for (ReadEvent event : page.events()) {
                int number = ledger.event(event.id());
                if (number >= 0 && ledger.see(number)) {
                    latencies.add(schedule.due(number), timing.nanos() - start - schedule.due(number));
                }
            }
            uri = page.next().orElseThrow(() -> new ToolException(Exit.FAILED, "The feed does not lead on."));
            if (all && end == Long.MAX_VALUE) {
                end = timing.nanos() + patience.toNanos();
            }
            if (all && page.caughtUp() && ledger.audit().lost() == 0) {
                return;
            }
            if (page.caughtUp()) {
                timing.sleep(POLL);
            }
        }
    }
}
