package org.dcss.eventstore.tools.follow;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.dcss.eventstore.core.xlog.LineWriter;
import org.dcss.eventstore.tools.feed.ReadEvent;

/** Prints events, one a line: as the store wrote them, or as the lines that they were made of. */
final class Printing implements Sink {

    private final OutputStream out;
    private final boolean xlog;

    Printing(OutputStream out, boolean xlog) {
        this.out = out;
        this.xlog = xlog;
    }

    @Override
    public void take(long after, List<ReadEvent> events) throws IOException {
        for (ReadEvent event : events) {
            out.write(xlog ? line(event) : (event.json() + "\n").getBytes(StandardCharsets.UTF_8));
        }
        out.flush();
        if (out instanceof PrintStream printed && printed.checkError()) {
            throw new IOException("the output was closed");
        }
    }

    /** The line that an event was made of, with the line feed that ends it. */
    static byte[] line(ReadEvent event) {
        return event.data()
                .map(data -> LineWriter.write(event.type(), data))
                .orElseGet(() -> LineWriter.withdrawn(event.withdrawn().orElse("")));
    }
}
