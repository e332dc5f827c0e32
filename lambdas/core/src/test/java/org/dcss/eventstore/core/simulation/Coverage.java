package org.dcss.eventstore.core.simulation;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.dcss.eventstore.core.Slot;
import org.dcss.eventstore.core.Source;
import org.dcss.eventstore.core.message.Message;
import org.dcss.eventstore.core.table.ClaimResult;
import org.dcss.eventstore.core.table.Occupant;
import org.dcss.eventstore.core.table.PutResult;
import org.dcss.eventstore.core.write.Answer;
import org.dcss.eventstore.core.write.Outcome;
import org.dcss.eventstore.core.write.Request;

/** How often schedules came across what. */
final class Coverage {

    private final Map<Seen, Long> counts = new EnumMap<>(Seen.class);
    private int mostCalmDeliveries;

    void count(Seen what) {
        counts.merge(what, 1L, Long::sum);
    }

    void countAnswer(Request request, Answer answer, List<Envelope.Delivery> batch) {
        if (answer instanceof Answer.OfClaim claim && claim.result() instanceof ClaimResult.Held held) {
            boolean made = request instanceof Request.MakeClaim asked
                    && asked.claim().slot().millis() == held.claim().slot().millis();
            count(made ? Seen.CLAIM_MADE : Seen.CLAIM_FOUND);
            if (held.claim().hash().isEmpty()) {
                count(Seen.CLAIM_OF_BEFORE_THE_SWITCH_FOUND);
            }
        } else if (answer instanceof Answer.OfPut put && put.result() instanceof PutResult.Taken taken) {
            countTaken(keyOf(request).orElseThrow(), taken.by());
        } else if (answer instanceof Answer.OfPut put
                && put.result() instanceof PutResult.Stored
                && request instanceof Request.Forward forward) {
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
        } else if (answer instanceof Answer.OfStretch read
                && !read.run().through().equals(read.run().from().day().last())) {
            count(Seen.RUN_READ_TO_ITS_LIMIT);
        } else if (request instanceof Request.RaiseTail && answer instanceof Answer.Done) {
            count(Seen.TAIL_RAISED);
        } else if (request instanceof Request.ReadTail read && answer instanceof Answer.OfTail tail) {
            tail.tail().ifPresent(slot -> countStartsThrough(slot, read.src(), batch));
        }
    }

    private static Optional<String> keyOf(Request request) {
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
