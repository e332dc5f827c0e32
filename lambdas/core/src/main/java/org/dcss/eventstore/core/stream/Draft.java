package org.dcss.eventstore.core.stream;

import org.dcss.eventstore.core.EventId;
import org.dcss.eventstore.core.Sha256;
import org.dcss.eventstore.core.Source;

/**
 * What is to be appended to a stream; its version is still open.
 *
 * @param type what the client calls it: any text of 1 to 128 characters, without halves of surrogate pairs
 * @param data Base64 text
 * @param id the client's, by which it may send the same again, or a random one that nobody else has
 */
public record Draft(StreamId stream, Source src, String type, String data, EventId id) {

    /** Stands for type and data: a client's id is for one content. */
    public String hash() {
        return Sha256.hex(data + "\n" + type);
    }
}
