package org.dcss.eventstore.query.xlog;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.dcss.eventstore.core.Slot;
import org.dcss.eventstore.query.answer.EntityTag;

/**
 * How a file is now.
 *
 * @param last the slot of its last line
 * @param completeThrough through which slot its view is complete
 */
record FileState(FileTag tag, Slot last, Slot completeThrough) {

    /** In which nothing was withdrawn from a file yet: no byte of it has ever changed. */
    private static final long FIRST_GENERATION = 1;

    /**
     * The second of the last line. While more lines of that second may come, the one before it: who asks again with this
     * date must get them.
     */
    Instant lastModified() {
        Instant second = lastSecond();
        return completeThrough.start().isBefore(second.plusMillis(999)) ? second.minusSeconds(1) : second;
    }

    private Instant lastSecond() {
        return last.start().truncatedTo(ChronoUnit.SECONDS);
    }

    /** Whether a client that has what this request says has all there is. */
    boolean isKnownTo(FileRequest request) {
        Optional<Instant> since = request.ifModifiedSince();
        return EntityTag.matches(request.ifNoneMatch(), tag.value())
                || (since.isPresent() && !lastSecond().isAfter(since.get()));
    }

    /**
     * Whether what the client has is a beginning of this: by an entity tag of the same generation, or by any date if there
     * was but one generation. A date does not tell generations apart.
     */
    boolean continues(String ifRange) {
        return tag.continues(ifRange)
                || (tag.generation() == FIRST_GENERATION
                        && HttpDate.parse(ifRange).isPresent());
    }
}
