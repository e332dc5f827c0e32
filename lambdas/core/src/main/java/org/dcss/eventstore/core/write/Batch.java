package org.dcss.eventstore.core.write;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.dcss.eventstore.core.Day;
import org.dcss.eventstore.core.Reply;
import org.dcss.eventstore.core.Slot;
import org.dcss.eventstore.core.Source;

/**
 * The write protocol for one batch, as a machine without input and output: it says which requests to send, and takes
 * their replies in any order. The writer drives it with threads, the simulation without.
 *
 * <p>Not safe for use by several threads. Any number of its requests may be under way at once.
 */
public final class Batch {

    /** A request to carry out for a part of the batch. */
    public static final class Call<T> {

        private final Actor actor;
        private final Decision.Send<T> send;

        private Call(Actor actor, Decision.Send<T> send) {
            this.actor = actor;
            this.send = send;
        }

        public Request<T> request() {
            return send.request();
        }
    }

    private record Timer(Instant at, Actor actor) {}

    private final Occupancy occupancy;
    private final Deque<Actor> ready = new ArrayDeque<>();
    private final PriorityQueue<Timer> timers = new PriorityQueue<>(Comparator.comparing(Timer::at));
    private final IdentityHashMap<Request<?>, List<Actor>> awaiting = new IdentityHashMap<>();
    private final List<Placement> placements = new ArrayList<>();
    private final List<Supplier<Outcome>> outcomes = new ArrayList<>();
    private final WriterOptions options;
    private final Set<Day> openDays;
    private final FreshSlots freshSlots;
    private final RandomGenerator random;
    private int unfinished;

    /**
     * A batch.
     *
     * @param batch in the order that each source's events must keep, if the options say so
     * @param openDays the days known to be in the index; grows
     * @param freshSlots shared by all batches of a writer, and so {@code takenSlots}
     */
    public Batch(
            List<Delivery> batch,
            WriterOptions options,
            Set<Day> openDays,
            FreshSlots freshSlots,
            TakenSlots takenSlots,
            RandomGenerator random) {
        this.occupancy = new Occupancy(takenSlots);
        this.options = options;
        this.openDays = openDays;
        this.freshSlots = freshSlots;
        this.random = random;
        if (options.ordered()) {
            addInOrder(batch);
        } else {
            for (Delivery delivery : batch) {
                Placement placement = place(delivery, Optional.empty());
                outcomes.add(() -> placement.outcome());
                ready.add(placement);
            }
        }
        unfinished = ready.size();
    }

    private void addInOrder(List<Delivery> batch) {
        Map<Source, List<Delivery>> bySource = new LinkedHashMap<>();
        Map<Source, Chain> chains = new LinkedHashMap<>();
        for (Delivery delivery : batch) {
            Source src = delivery.message().event().src();
            List<Delivery> ofSource = bySource.computeIfAbsent(src, any -> new ArrayList<>());
            Chain chain = chains.computeIfAbsent(
                    src, any -> new Chain(src, ofSource, options.settling(), random, this::place));
            int place = ofSource.size();
            ofSource.add(delivery);
            outcomes.add(() -> chain.outcome(place));
        }
        ready.addAll(chains.values());
    }

    private Placement place(Delivery delivery, Optional<Slot> floor) {
        Placement placement = new Placement(delivery, options, occupancy, openDays, freshSlots, random, floor);
        placements.add(placement);
        return placement;
    }

    /** The next request to send, if there is one before an answer comes or time passes. */
    public Optional<Call<?>> next(Instant now) {
        while (!timers.isEmpty() && !timers.peek().at().isAfter(now)) {
            ready.add(timers.remove().actor());
        }
        while (!ready.isEmpty()) {
            Actor actor = ready.remove();
            Decision decision = actor.decide(now);
            if (decision instanceof Decision.Send<?> send) {
                occupancy.sent(send.request());
                return Optional.of(new Call<>(actor, send));
            } else if (decision instanceof Decision.Await mate) {
                awaiting.computeIfAbsent(mate.request(), any -> new ArrayList<>())
                        .add(actor);
            } else if (decision instanceof Decision.Wait wait) {
                timers.add(new Timer(wait.until(), actor));
            } else {
                unfinished--;
            }
        }
        return Optional.empty();
    }

    /** When {@link #next} may have something though no answer came. */
    public Optional<Instant> wakeUp() {
        return Optional.ofNullable(timers.peek()).map(Timer::at);
    }

    /**
     * Takes the reply to a call.
     *
     * @param now a time at or after it came
     */
    public <T> void answered(Call<T> call, Reply<T> reply, Instant now) {
        occupancy.answered(call.request());
        call.send.receiver().received(reply, now);
        ready.add(call.actor);
        List<Actor> mates = awaiting.remove(call.request());
        if (mates != null) {
            ready.addAll(mates);
        }
    }

    public boolean isFinished() {
        return unfinished == 0;
    }

    /** How each message ended, in the batch's order; a {@code Retry} for what has not. */
    public List<Outcome> outcomes() {
        return outcomes.stream().map(Supplier::get).toList();
    }

    /** Per event that was worked on, how many slots it found taken only by putting at them. */
    public List<Integer> conflicts() {
        return placements.stream().map(Placement::conflicts).toList();
    }

    /** The puts that are not known to have landed before a reader may have passed their slots. */
    public List<WriteReport.LatePut> latePuts(Instant now) {
        return placements.stream()
                .flatMap(placement -> placement.latePut(now).stream())
                .toList();
    }
}
