package org.dcss.eventstore.core.simulation;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.dcss.eventstore.core.Reply;
import org.dcss.eventstore.core.Slot;
import org.dcss.eventstore.core.Source;
import org.dcss.eventstore.core.message.Message;
import org.dcss.eventstore.core.table.Claim;
import org.dcss.eventstore.core.table.Occupant;
import org.dcss.eventstore.core.table.PutResult;
import org.dcss.eventstore.core.table.Stretch;
import org.dcss.eventstore.core.write.Outcome;
import org.dcss.eventstore.core.write.Request;

/** How often schedules came across what. */
final class Coverage {

    private final Map<Seen, Long> counts = new EnumMap<>(Seen.class);
    private int mostCalmDeliveries;

    void count(Seen what) {
        counts.merge(what, 1L, Long::sum);
    }

    void countAnswer(Request<?> request, Reply<?> reply, List<Envelope.Delivery> batch) {
        if (reply instanceof Reply.Known<?> known) {
            countKnown(request, known.value(), batch);
        }
    }

    private void countKnown(Request<?> request, Object value, List<Envelope.Delivery> batch) {
        if (value instanceof Claim claim) {
            countClaim(request, claim);
        } else if (value instanceof PutResult.Taken taken) {
            countTaken(keyOf(request).orElseThrow(), taken.by());
        } else if (value instanceof PutResult.Stored && request instanceof Request.Forward forward) {
            count(Seen.TOMBSTONE_PUT);
            if (batch.stream()
                    .map(Envelope.Delivery::message)
                    .noneMatch(message -> message.event()
                                    .key()
                                    .toString()
                                    .equals(forward.key().toString())
                            && message.start().millis() / 1000 == forward.slot().millis() / 1000)) {
                count(Seen.TOMBSTONE_ABOVE_TOMBSTONE);
            }
        } else if (value instanceof Stretch read
                && !read.through().equals(read.from().day().last())) {
            count(Seen.STRETCH_READ_TO_ITS_LIMIT);
        } else if (request instanceof Request.RaiseTail) {
            count(Seen.TAIL_RAISED);
        } else if (value instanceof Optional<?> found && found.isPresent()) {
            countFound(request, found.get(), batch);
        }
    }

    private void countFound(Request<?> request, Object found, List<Envelope.Delivery> batch) {
        if (found instanceof Claim claim) {
            countClaim(request, claim);
        } else if (found instanceof Slot tail && request instanceof Request.ReadTail read) {
            countStartsThrough(tail, read.src(), batch);
        }
    }

    private void countClaim(Request<?> request, Claim claim) {
        boolean made = request instanceof Request.MakeClaim asked
                && asked.claim().slot().millis() == claim.slot().millis();
        count(made ? Seen.CLAIM_MADE : Seen.CLAIM_FOUND);
        if (claim.hash().isEmpty()) {
            count(Seen.CLAIM_OF_BEFORE_THE_SWITCH_FOUND);
        }
    }

    private static Optional<String> keyOf(Request<?> request) {
        if (request instanceof Request.Put put) {
            return Optional.of(put.event().key().toString());
        }
        return request instanceof Request.Forward forward
                ? Optional.of(forward.key().toString())
                : Optional.empty();
    }

    private void countTaken(String own, Occupant by) {
        boolean event = by.next().isEmpty();
        if (by.key().equals(own)) {
            count(event ? Seen.FOUND_OWN_BY_PUT : Seen.OWN_TOMBSTONE_FOUND);
        } else {
            count(event ? Seen.CONFLICT : Seen.TOMBSTONE_OF_ANOTHER_MET);
        }
    }

    private void countStartsThrough(Slot tail, Source src, List<Envelope.Delivery> batch) {
        for (Envelope.Delivery delivery : batch) {
            Message message = delivery.message();
            if (message.event().src().equals(src) && !message.start().isAfter(tail)) {
                count(Seen.ORDERED_START_BELOW_TAIL);
            }
        }
    }

    void countOutcome(Message message, Outcome outcome) {
        if (outcome instanceof Outcome.Stored stored) {
            count(stored.late() ? Seen.STORED_LATE : Seen.STORED_IN_TIME);
            count(stored.at().equals(message.start()) ? Seen.STORED_AT_START : Seen.STORED_BESIDE_START);
            if (!stored.at().day().equals(message.start().day())) {
                count(Seen.STORED_ACROSS_MIDNIGHT);
            }
        } else if (outcome instanceof Outcome.AlreadyStored) {
            count(Seen.FOUND_OWN);
        } else if (outcome instanceof Outcome.Retry) {
            count(Seen.RETRY);
        } else if (outcome instanceof Outcome.Poison poison && !poison.reason().equals("refused")) {
            count(Seen.MESSAGE_OLDER_THAN_EVENTS_ARE_KEPT);
        }
    }

    void calmDeliveries(int ofOneMessage) {
        mostCalmDeliveries = Math.max(mostCalmDeliveries, ofOneMessage);
    }

    int mostCalmDeliveries() {
        return mostCalmDeliveries;
    }

    void add(Coverage other) {
        other.counts.forEach((what, times) -> counts.merge(what, times, Long::sum));
        calmDeliveries(other.mostCalmDeliveries);
    }

    Set<Seen> missing() {
        Set<Seen> missing = EnumSet.allOf(Seen.class);
        missing.removeAll(counts.keySet());
        return missing;
    }

    @Override
    public String toString() {
        return counts.entrySet().stream()
                .map(entry -> String.format("  %,14d  %s", entry.getValue(), entry.getKey()))
                .collect(Collectors.joining("\n"));
    }
}
