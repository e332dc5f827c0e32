package org.dcss.eventstore.tools.verify.digest;

import org.dcss.eventstore.tools.feed.ReadEvent;

/** What an object of the archive must hold by the log: how many lines, and their hash. */
public final class ArchivedText {

    private final Hash hash = Hash.begin();
    private long events;

    /** Adds the object's next event. */
    public void add(ReadEvent event) {
        events++;
        hash.add(event.json()).add("\n");
    }

    /** How many were added. */
    public long events() {
        return events;
    }

    /** In hexadecimal digits, of the lines that were added. */
    public String sha256() {
        return hash.soFar();
    }
}
