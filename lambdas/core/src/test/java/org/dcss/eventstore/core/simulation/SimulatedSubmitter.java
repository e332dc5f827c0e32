package org.dcss.eventstore.core.simulation;

import static org.dcss.eventstore.core.simulation.SimulatedClock.micros;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.dcss.eventstore.core.Event;
import org.dcss.eventstore.core.EventId;
import org.dcss.eventstore.core.EventType;
import org.dcss.eventstore.core.Slot;
import org.dcss.eventstore.core.Source;
import org.dcss.eventstore.core.message.Message;

/** The submit functions and their clients: stamp events, send them to the queue, send some of them again. */
final class SimulatedSubmitter {

    private static final List<Source> SOURCES = List.of(new Source("cao"), new Source("cpo"), new Source("cdi"));
    private static final List<EventType> TYPES = List.of(new EventType("milestone"), new EventType("logfile"));
    private static final long HOUR = micros(Duration.ofHours(1));
    private static final long WEEK = micros(Duration.ofDays(7));

    private final Simulation world;
    private final Plan plan;
    private final Chance chance;
    private final SimulatedClock clock;
    private final List<Event> withClientId = new ArrayList<>();
    private int events;

    SimulatedSubmitter(Simulation world) {
        this.world = world;
        this.plan = world.plan;
        this.chance = world.chance;
        this.clock = world.submitClock();
    }

    static List<Source> sources() {
        return SOURCES;
    }

    static List<EventType> types() {
        return TYPES;
    }

    void start() {
        long at = plan.start();
        for (int i = 0; i < plan.requests(); i++) {
            if (i == 0 || chance.oneIn(2)) {
                at = plan.start() + chance.upTo(plan.window());
            }
            world.agenda.at(at, this::submit);
        }
    }

    private void submit() {
        Instant accepted = Instant.ofEpochMilli(clock.instant().toEpochMilli());
        Source src = SOURCES.get(chance.below(plan.sources()));
        Slot start = Slot.at(accepted);
        boolean farAhead = !plan.ordered() && chance.oneIn(60);
        if (farAhead) {
            world.seen(Seen.START_FAR_AHEAD);
            start = Slot.at(start.plus(Duration.ofSeconds(chance.below(3_600))));
        } else if (chance.oneIn(12)) {
            world.seen(Seen.START_AHEAD);
            start = Slot.at(start.plus(Duration.ofMillis(chance.upTo(500))));
        }
        long took = chance.upTo(chance.pick(2_000, 2_000, plan.settle()));
        for (int i = chance.between(1, 4); i > 0; i--) {
            Event event = farAhead ? newEvent(src, accepted, false) : event(src, accepted);
            send(new Message(event, start), took);
            start = start.next();
        }
    }

    private Event event(Source src, Instant accepted) {
        List<Event> before =
                withClientId.stream().filter(event -> event.src().equals(src)).toList();
        if (!before.isEmpty() && chance.oneIn(6)) {
            world.seen(Seen.CLIENT_ID_AGAIN);
            return again(chance.pick(before), accepted, chance.oneIn(3));
        }
        return newEvent(src, accepted, chance.percent(30));
    }

    private Event newEvent(Source src, Instant accepted, boolean clientMade) {
        events++;
        EventId id = new EventId(clientMade ? clientId(src) : String.format("~%022d", events));
        String data = chance.oneIn(30) ? SimulatedTable.REFUSED_DATA : "{\"n\":" + events + "}";
        Event event = new Event(id, chance.pick(TYPES), src, accepted, data);
        if (clientMade) {
            withClientId.add(event);
            if (chance.oneIn(3)) {
                long delay = chance.pick(
                        chance.upTo(5_000),
                        chance.upTo(3 * plan.settle()),
                        HOUR,
                        chance.upTo(WEEK),
                        chance.upTo(60 * WEEK));
                boolean changed = chance.oneIn(4);
                world.agenda.after(delay, () -> sendAgain(event, delay, changed));
            }
        }
        return event;
    }

    /** An id that is new for its source; often one that another source has given to another event. */
    private String clientId(Source src) {
        List<String> others = withClientId.stream()
                .map(event -> event.id().value())
                .filter(id -> withClientId.stream()
                        .noneMatch(event -> event.src().name().equals(src.name())
                                && event.id().value().equals(id)))
                .toList();
        if (others.isEmpty() || chance.oneIn(3)) {
            return "c" + events;
        }
        world.seen(Seen.CLIENT_ID_OF_TWO_SOURCES);
        return chance.pick(others);
    }

    private Event again(Event event, Instant accepted, boolean changed) {
        if (changed) {
            world.seen(Seen.CLIENT_ID_WITH_ANOTHER_CONTENT);
        }
        String data = changed ? "{\"changed\":" + chance.below(2) + "}" : event.data();
        return new Event(event.id(), event.type(), event.src(), accepted, data);
    }

    private void sendAgain(Event event, long delay, boolean changed) {
        world.seen(delay > HOUR ? Seen.CLIENT_ID_AGAIN_DAYS_LATER : Seen.CLIENT_ID_AGAIN);
        Instant accepted = Instant.ofEpochMilli(clock.instant().toEpochMilli());
        send(new Message(again(event, accepted, changed), Slot.at(accepted)), 0);
    }

    private void send(Message message, long took) {
        world.seen(Seen.EVENT_ACKNOWLEDGED);
        world.agenda.after(took, () -> world.queue.send(message, delay()));
        if (chance.oneIn(20)) {
            world.seen(Seen.SENT_TWICE);
            world.agenda.after(took + chance.upTo(5_000), () -> world.queue.send(message, delay()));
        }
    }

    /** How long the queue keeps a message for itself: short, up to an hour, or just as long as is dangerous. */
    private long delay() {
        long settle = plan.settle();
        long nearly = chance.pick(-3_000, -1_000, 0, 0, 1_000, 3_000);
        return Math.max(
                0,
                switch (chance.below(11)) {
                    case 0 -> settle / 4 + nearly;
                    case 1, 2 -> settle / 2 + nearly;
                    case 3 -> settle + nearly;
                    case 4 -> chance.upTo(2 * settle);
                    case 5 -> chance.upTo(micros(Duration.ofMinutes(1)));
                    case 6 -> chance.upTo(HOUR);
                    default -> chance.upTo(5_000);
                });
    }
}
