package org.dcss.eventstore.tools.ship;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.dcss.eventstore.tools.frame.Messages;
import org.dcss.eventstore.tools.frame.Timing;
import org.dcss.eventstore.tools.frame.ToolException;
import org.dcss.eventstore.tools.tail.Line;
import org.dcss.eventstore.tools.tail.Tail;
import org.dcss.eventstore.tools.tail.Tails;

/**
 * Ships what is new in the files, request by request. A checkpoint moves on only when every line before it was taken by
 * the store or stands in the reject file, so this may end anywhere.
 */
final class Shipper {

    private static final Duration POLL = Duration.ofSeconds(1);
    private static final Duration SCAN = Duration.ofSeconds(10);

    private final Tails tails;
    private final Collector collector;
    private final Sender sender;
    private final RejectFile rejectFile;
    private final Messages messages;
    private final Timing timing;
    private final Progress progress;
    private long rejected;
    private long scanned;

    Shipper(Tails tails, Collector collector, Sender sender, RejectFile rejectFile, Messages messages, Timing timing) {
        this.tails = tails;
        this.collector = collector;
        this.sender = sender;
        this.rejectFile = rejectFile;
        this.messages = messages;
        this.timing = timing;
        this.progress = new Progress(messages, timing);
    }

    /** Ships for ever. */
    void follow() throws IOException, ToolException, InterruptedException {
        tails.scan();
        scanned = timing.nanos();
        while (true) {
            if (timing.nanos() - scanned > SCAN.toNanos()) {
                tails.scan();
                scanned = timing.nanos();
            }
            if (!shipNext()) {
                timing.sleep(POLL);
            }
        }
    }

    /** Ships what is there, without half lines; returns how many lines were rejected. */
    long once() throws IOException, ToolException, InterruptedException {
        tails.scan();
        while (shipNext() || collector.isHeldBack()) {
            if (collector.isHeldBack()) {
                timing.sleep(POLL);
            }
        }
        progress.end(collector.backlog());
        return rejected;
    }

    /** Ships one request; false if there was nothing to ship. */
    private boolean shipNext() throws IOException, ToolException, InterruptedException {
        Batch batch = collector.next();
        if (batch.lines().isEmpty()) {
            return false;
        }
        List<Reject> rejects = sender.send(batch.lines());
        rejectFile.keep(rejects, messages);
        rejected += rejects.size();
        for (Map.Entry<Tail, Line> end : batch.ends().entrySet()) {
            end.getKey().commit(end.getValue());
        }
        progress.shipped(batch.lines().size(), collector.backlog());
        return true;
    }
}
