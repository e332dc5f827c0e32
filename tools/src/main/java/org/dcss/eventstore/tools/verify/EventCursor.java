package org.dcss.eventstore.tools.verify;

import java.net.URI;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.dcss.eventstore.tools.feed.LogReader;
import org.dcss.eventstore.tools.feed.Page;
import org.dcss.eventstore.tools.feed.ReadEvent;
import org.dcss.eventstore.tools.frame.ToolException;

/** The events of a chain of pages, up to a slot, one after the other. Holds a page. */
final class EventCursor {

    /** Takes what does not ascend, and the slot before it. */
    interface Disorder {
        void found(ReadEvent event, long before);
    }

    private final LogReader reader;
    private final long through;
    private final Disorder disorder;
    private final Deque<ReadEvent> page = new ArrayDeque<>();
    private Optional<URI> next;
    private long last = -1;

    /**
     * A cursor before the first event.
     *
     * @param through the last slot that it shows
     */
    EventCursor(LogReader reader, URI start, long through, Disorder disorder) {
        this.reader = reader;
        this.next = Optional.of(start);
        this.through = through;
        this.disorder = disorder;
    }

    /** The event that it stands before, if there is one. */
    Optional<ReadEvent> peek() throws ToolException, InterruptedException {
        while (page.isEmpty() && next.isPresent()) {
            Page read = reader.read(next.get());
            page.addAll(read.events());
            next = read.caughtUp() ? Optional.empty() : read.next().filter(uri -> !uri.equals(next.get()));
        }
        return Optional.ofNullable(page.peek()).filter(event -> event.ts() <= through);
    }

    /** Goes on, behind the event that {@link #peek} shows. */
    void advance() {
        ReadEvent event = page.remove();
        if (event.ts() <= last) {
            disorder.found(event, last);
        }
        last = Math.max(last, event.ts());
    }
}
