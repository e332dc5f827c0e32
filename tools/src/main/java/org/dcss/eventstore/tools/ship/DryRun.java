package org.dcss.eventstore.tools.ship;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.Map;
import org.dcss.eventstore.tools.frame.ToolException;
import org.dcss.eventstore.tools.tail.Line;
import org.dcss.eventstore.tools.tail.Tail;
import org.dcss.eventstore.tools.tail.Tails;

/** Prints what would be sent; nothing is sent, and no place moves on. */
final class DryRun {

    private final Tails tails;
    private final Collector collector;

    /** @param tails over checkpoints that are only read */
    DryRun(Tails tails, Collector collector) {
        this.tails = tails;
        this.collector = collector;
    }

    void print(PrintWriter out) throws IOException, ToolException {
        tails.scan();
        for (Batch batch = collector.next(); !batch.lines().isEmpty(); batch = collector.next()) {
            batch.lines().forEach(line -> out.println(line.json()));
            if (out.checkError()) {
                return;
            }
            for (Map.Entry<Tail, Line> end : batch.ends().entrySet()) {
                end.getKey().commit(end.getValue());
            }
        }
    }
}
