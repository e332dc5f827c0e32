package org.dcss.eventstore.tools.follow;

import java.io.IOException;
import java.util.List;
import org.dcss.eventstore.tools.feed.ReadEvent;
import org.dcss.eventstore.tools.frame.ToolException;

/** Where events go. */
interface Sink {

    /**
     * Takes the events of one page, in order; what it returned from is kept through a crash, as far as it is kept at all.
     *
     * @param after the place in the log that the page begins behind
     */
    void take(long after, List<ReadEvent> events) throws IOException, ToolException, InterruptedException;
}
