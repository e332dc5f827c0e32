package org.dcss.eventstore.core.stream;

/**
 * A version as the table has it.
 *
 * @param isPending whether the queue may not have it yet; one that is not pending was sent, and so was each before it
 */
public record StoredVersion(StreamEvent event, boolean isPending) {

    public long version() {
        return event.version();
    }
}
