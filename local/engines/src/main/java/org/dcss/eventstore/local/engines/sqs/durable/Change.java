package org.dcss.eventstore.local.engines.sqs.durable;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What happened to the messages of a queue and must outlive the process. */
sealed interface Change {

    /** Sent, or moved here from another queue, which then holds it no longer. */
    record Put(String queue, StoredMessage message) implements Change {}

    /** Delivered once more. */
    record Received(String id, int receives, @Nullable Instant first) implements Change {}

    record Removed(String id) implements Change {}

    /** Purged, or deleted with all it held. */
    record Emptied(String queue) implements Change {}
}
