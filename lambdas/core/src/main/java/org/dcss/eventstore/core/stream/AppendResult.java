package org.dcss.eventstore.core.stream;

/** What came of an append. */
public sealed interface AppendResult {

    /**
     * It is in its stream, and in the log for certain.
     *
     * @param passedOn whether the queue has it already; else whoever appends next, or the outbox, sends it
     */
    record Appended(long version, boolean passedOn) implements AppendResult {}

    /** The client's id has been appended before, with this content, as this version. */
    record Repeated(long version) implements AppendResult {}

    /** Another version was expected than the next one; {@code current} is the stream's last, 0 if it has none. */
    record Conflict(long current) implements AppendResult {}

    /** The stream belongs to another source. */
    record OfOtherSource() implements AppendResult {}

    /** The client's id stands for another content of this stream, or for another version than the one expected. */
    record IdOfOtherContent(long version) implements AppendResult {}

    /** No word from the table within the time; it may be in its stream or not. With an id it may be sent again. */
    record Unavailable(String reason) implements AppendResult {}

    /** Other writers were faster each time; this append has put nothing. */
    record Outrun() implements AppendResult {}
}
