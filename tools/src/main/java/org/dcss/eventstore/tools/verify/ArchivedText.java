package org.dcss.eventstore.tools.verify;

import org.dcss.eventstore.tools.feed.ReadEvent;

/** What an object of the archive must hold by the log: how many lines, and their hash. */
final class ArchivedText {

    private final Hash hash = Hash.begin();
    private long events;

    void add(ReadEvent event) {
        events++;
        hash.add(event.json()).add("\n");
    }

    long events() {
        return events;
    }

    String sha256() {
        return hash.soFar();
    }
}
