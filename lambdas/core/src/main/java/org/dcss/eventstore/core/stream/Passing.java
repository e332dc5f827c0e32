package org.dcss.eventstore.core.stream;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.dcss.eventstore.core.Reply;

/**
 * Passes versions on to the queue. Two rules keep each stream's order: a version is sent only once each before it has been
 * sent, and it is no longer pending only once it has been sent itself. So of a version that is not pending, all before it
 * were sent, and whoever meets pending ones sends them from the first of them on. Several may do so at once: what is sent
 * twice is in the log once. Safe for use by several threads.
 */
public final class Passing {

    /** How many versions an append sends beside its own; where more are pending, the outbox does. */
    static final int MOST_EARLIER = 10;

    private static final int READ = 10;

    private final StreamTable table;
    private final StreamQueue queue;
    private final Clock clock;

    public Passing(StreamTable table, StreamQueue queue, Clock clock) {
        this.table = table;
        this.queue = queue;
        this.clock = clock;
    }

    /**
     * Passes a version on that was just appended, and those before it that are pending.
     *
     * @param before the version before it, as it was when last read
     * @return whether the queue has it
     */
    boolean passOn(StreamEvent event, Optional<StoredVersion> before, Instant answerBy) {
        Deque<StreamEvent> pending = new ArrayDeque<>(List.of(event));
        if (before.isPresent() && before.get().isPending()) {
            Optional<List<StreamEvent>> earlier = earlier(event.stream(), event.version(), MOST_EARLIER);
            if (earlier.isEmpty()) {
                return false;
            }
            earlier.get().forEach(pending::addFirst);
        }
        return send(List.copyOf(pending), answerBy) == pending.size();
    }

    /**
     * Passes everything on that is pending in a stream, as far as the time goes.
     *
     * @param known a version that is pending or was
     * @return how many versions were sent; they are no longer pending
     */
    int passOnAll(StreamId stream, long known, Instant answerBy) {
        Optional<Long> first = first(stream, known);
        if (first.isEmpty()) {
            return 0;
        }
        int sent = 0;
        long from = first.get();
        while (clock.instant().isBefore(answerBy)) {
            List<StoredVersion> read = table.read(stream, from, READ).known().orElse(List.of());
            List<StreamEvent> pending = read.stream()
                    .filter(StoredVersion::isPending)
                    .map(StoredVersion::event)
                    .toList();
            int done = send(pending, answerBy);
            sent += done;
            if (pending.isEmpty() || done < pending.size()) {
                return sent;
            }
            from = read.get(read.size() - 1).version() + 1;
        }
        return sent;
    }

    /** The first pending version up to a known one; empty if the table does not say. */
    private Optional<Long> first(StreamId stream, long known) {
        long first = known;
        while (first > 1) {
            Optional<List<StoredVersion>> read =
                    table.readBack(stream, first, READ).known();
            if (read.isEmpty() || read.get().isEmpty()) {
                return Optional.empty();
            }
            for (StoredVersion version : read.get()) {
                if (!version.isPending()) {
                    return Optional.of(first);
                }
                first = version.version();
            }
        }
        return Optional.of(first);
    }

    /** The pending versions right before one, descending; empty if the table does not say, or if they are more than this. */
    private Optional<List<StreamEvent>> earlier(StreamId stream, long before, int most) {
        List<StoredVersion> read =
                table.readBack(stream, before, most + 1).known().orElse(List.of());
        List<StreamEvent> pending = read.stream()
                .takeWhile(StoredVersion::isPending)
                .map(StoredVersion::event)
                .toList();
        boolean isWhole = pending.size() < read.size()
                || (!pending.isEmpty() && pending.get(pending.size() - 1).version() == 1);
        return isWhole ? Optional.of(pending) : Optional.empty();
    }

    /** Sends versions one after the other until one is not confirmed; how many were sent and noted as sent. */
    private int send(List<StreamEvent> versions, Instant answerBy) {
        int sent = 0;
        for (StreamEvent version : versions) {
            boolean isDone = queue.send(version.inLog(), answerBy) instanceof Reply.Known
                    && table.sent(version) instanceof Reply.Known;
            if (!isDone) {
                return sent;
            }
            sent++;
        }
        return sent;
    }
}
