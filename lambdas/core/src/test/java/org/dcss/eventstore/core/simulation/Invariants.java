package org.dcss.eventstore.core.simulation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.dcss.eventstore.core.Day;
import org.dcss.eventstore.core.Event;
import org.dcss.eventstore.core.EventKey;
import org.dcss.eventstore.core.Slot;
import org.dcss.eventstore.core.StoredEvent;
import org.dcss.eventstore.core.read.FeedPage;
import org.dcss.eventstore.core.read.Filter;
import org.dcss.eventstore.core.write.WriteReport;

/** The promises, each checked whenever it could be broken, and all of them at the end. */
final class Invariants {

    /** An event that a reader missed, and whether nobody is left who could find that out. */
    private record Skipped(WriteReport.LatePut put, BooleanSupplier isGivenUp) {}

    private final Simulation world;
    private final Map<String, Slot> slots = new HashMap<>();
    private final Map<String, String> contents = new HashMap<>();
    private final ShownAnswers answers;
    private final List<Skipped> skipped = new ArrayList<>();
    private final Set<String> reported = new HashSet<>();

    Invariants(Simulation world) {
        this.world = world;
        this.answers = new ShownAnswers(world);
    }

    /** What an id stands for. */
    static String content(Event event) {
        return event.type().name() + " " + event.data();
    }

    /** Each event is in the table once, and never where a reader has already been told that there is nothing. */
    void stored(Slot slot, Event event) {
        storedOnce(slot, event);
        for (SimulatedReader reader : world.readers) {
            if (reader.isToldOf(slot) && reader.filter().passes(event)) {
                throw new Violation(
                        name(event.key()) + " landed at " + name(slot) + ", of which " + reader.name() + " was told",
                        name(event.key()),
                        name(slot),
                        reader.name());
            }
        }
    }

    /**
     * An event whose put landed later than the protocol can rely on is in the table once too, but readers may miss it.
     *
     * @param isGivenUp whether, at the end, nobody is left who could find out that it may have landed late
     */
    void storedStale(Slot slot, Event event, BooleanSupplier isGivenUp) {
        storedOnce(slot, event);
        answers.mayMiss(event);
        if (world.readers.stream().anyMatch(reader -> reader.hasPassed(slot))) {
            world.seen(Seen.STALE_PUT_WAS_SKIPPED);
            skipped.add(new Skipped(new WriteReport.LatePut(event.key(), slot), isGivenUp));
        }
    }

    private void storedOnce(Slot slot, Event event) {
        EventKey key = event.key();
        Slot before = slots.putIfAbsent(key.toString(), slot);
        if (before != null) {
            throw new Violation(
                    name(key) + " is stored twice, at " + name(before) + " and at " + name(slot),
                    name(key),
                    name(slot));
        }
        contents.put(key.toString(), content(event));
        if (world.readers.stream().anyMatch(SimulatedReader::isReading)) {
            world.seen(Seen.PUT_LANDED_WHILE_PAGE_WAS_READ);
        }
    }

    /** Only what is stored leaves the queue: acknowledged = stored + in the queue + in the DLQ. */
    void deleted(Envelope envelope) {
        String content = contents.get(envelope.key().toString());
        if (content == null && world.queue.isInDlq(envelope)) {
            // Its claim is older than events are kept.
            return;
        }
        if (!envelope.content().equals(content)) {
            throw violation(envelope, "was deleted, but is not stored");
        }
    }

    /** Notes the late puts that a function has reported. */
    void reported(List<WriteReport.LatePut> latePuts) {
        world.mutant.reported(latePuts).forEach(put -> reported.add(name(put)));
    }

    /** When nothing is wrong, a message is done with after few deliveries. */
    void delivered(Envelope envelope, int calmDeliveries) {
        world.coverage.calmDeliveries(calmDeliveries);
        if (calmDeliveries > SimulationTest.MOST_CALM_DELIVERIES) {
            throw violation(envelope, "was delivered " + calmDeliveries + " times though nothing was wrong");
        }
    }

    /** A page holds just what there is between where it starts and the next one, which is never before it. */
    void shown(SimulatedReader reader, Slot after, int limit, FeedPage page) {
        if (after.isAfter(page.next())) {
            throw new Violation(reader.name() + " is sent backwards", reader.name());
        }
        if (page.events().size() > limit) {
            throw new Violation(reader.name() + " is shown more than it asked for", reader.name());
        }
        answers.add(new ShownAnswers.Answer(reader.name(), after, page.next(), reader.filter(), page.events()));
        count(after, limit, page);
    }

    private void count(Slot after, int limit, FeedPage page) {
        List<StoredEvent> events = page.events();
        world.seen(events.isEmpty() ? Seen.EMPTY_PAGE : Seen.PAGE_WITH_EVENTS);
        if (!page.caughtUp()) {
            world.seen(events.size() == limit ? Seen.PAGE_CUT_BY_LIMIT : Seen.PAGE_CUT_BY_READS);
        }
        if (after.isAfter(page.horizon())) {
            world.seen(Seen.PAGE_WITH_HORIZON_BEHIND_START);
        }
        if (!events.isEmpty() && !events.get(0).slot().day().equals(page.next().day())) {
            world.seen(Seen.PAGE_OVER_DAYS);
        }
    }

    /** A closed day holds what it will hold for ever. */
    void closed(Day day, List<StoredEvent> events) {
        world.seen(Seen.CLOSED_DAY_READ);
        Slot before = new Slot(day.startMillis() - 1);
        answers.add(new ShownAnswers.Answer("reader of a day", before, day.last(), Filter.NONE, events));
    }

    /** Everything that was acknowledged is stored or poison, seen and in order, and no answer has changed. */
    void atEnd() {
        for (Envelope envelope : world.queue.envelopes()) {
            if (envelope.place() == Envelope.Place.QUEUED || envelope.place() == Envelope.Place.DEAD) {
                throw violation(envelope, "never came to an end");
            }
            if (envelope.place() == Envelope.Place.CONFLICT && !world.queue.hasRival(envelope)) {
                throw violation(envelope, "was deleted as a conflict, but there is no other content");
            }
        }
        for (Skipped event : skipped) {
            if (event.isGivenUp().getAsBoolean()) {
                world.seen(Seen.STALE_PUT_WAS_GIVEN_UP);
            } else if (!reported.contains(name(event.put()))) {
                throw new Violation(
                        name(event.put()) + " was put too late for a reader, but no function has reported that",
                        name(event.put().event()),
                        name(event.put().slot()));
            }
        }
        // A link leads to what was shown last, so a reader who is stuck has passed nothing; by now all must be shown.
        Slot last = world.tables.events().lastSlot();
        for (SimulatedReader reader : world.readers) {
            reader.catchUp();
            Slot through = Slot.max(reader.position(), last);
            answers.check(
                    new ShownAnswers.Answer(reader.name(), reader.start(), through, reader.filter(), reader.seen()));
        }
        answers.checkAgain();
        if (world.plan.ordered()) {
            checkOrder();
            checkFirstContents();
        }
    }

    /** Each source's events lie in the order of their acknowledgement, but for those that were in the DLQ. */
    private void checkOrder() {
        Map<String, EventKey> keys = new LinkedHashMap<>();
        for (Envelope envelope : world.queue.envelopes()) {
            keys.putIfAbsent(envelope.key().toString(), envelope.key());
        }
        Map<String, EventKey> last = new HashMap<>();
        keys.values().forEach(key -> {
            EventKey before = world.queue.wasNeverDead(key) ? last.put(key.src().name(), key) : null;
            if (before != null && !slot(key).isAfter(slot(before))) {
                throw new Violation(
                        name(key) + " at " + name(slot(key)) + " was acknowledged after " + name(before) + " at "
                                + name(slot(before)),
                        name(key),
                        name(before));
            }
        });
    }

    /** The content that is kept is the one acknowledged first, but for ids that were in the DLQ. */
    private void checkFirstContents() {
        Map<String, Envelope> first = new LinkedHashMap<>();
        for (Envelope envelope : world.queue.envelopes()) {
            first.putIfAbsent(envelope.key().toString(), envelope);
        }
        first.forEach((key, envelope) -> {
            if (world.queue.wasNeverDead(envelope.key()) && !envelope.content().equals(contents.get(key))) {
                throw violation(envelope, "was acknowledged first, but another content of its id is kept");
            }
        });
    }

    private Violation violation(Envelope envelope, String what) {
        return new Violation(world.queue.name(envelope) + " " + what, name(envelope.key()));
    }

    private Slot slot(EventKey key) {
        return Optional.ofNullable(slots.get(key.toString())).orElseThrow();
    }

    private String name(Slot slot) {
        return world.trace.name(slot);
    }

    private String name(WriteReport.LatePut put) {
        return name(put.event()) + " at " + name(put.slot());
    }

    private String name(EventKey key) {
        return world.trace.name(key);
    }
}
