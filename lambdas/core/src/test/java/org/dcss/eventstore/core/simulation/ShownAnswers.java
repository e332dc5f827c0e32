package org.dcss.eventstore.core.simulation;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.dcss.eventstore.core.Event;
import org.dcss.eventstore.core.Slot;
import org.dcss.eventstore.core.StoredEvent;
import org.dcss.eventstore.core.read.Filter;

/** What readers were shown, which must be all that there is and stay so for ever. */
final class ShownAnswers {

    /** An answer that says which passing events there are after a slot and through another. */
    record Answer(String who, Slot after, Slot through, Filter filter, List<StoredEvent> events) {}

    private static final int MOST_KEPT = 12;

    private final Simulation world;
    private final List<Answer> kept = new ArrayList<>();
    private final Set<String> missable = new HashSet<>();

    ShownAnswers(Simulation world) {
        this.world = world;
    }

    /** Notes an event that readers may or may not be shown: its put landed later than any put that they can rely on. */
    void mayMiss(Event event) {
        missable.add(event.key().toString());
    }

    /** Checks an answer, and perhaps keeps it to be checked again. */
    void add(Answer answer) {
        check(answer);
        if (!answer.events().isEmpty() && kept.size() < MOST_KEPT && world.chance.oneIn(2)) {
            kept.add(answer);
        }
    }

    /** Checks the kept answers again. */
    void checkAgain() {
        for (Answer answer : kept) {
            world.seen(Seen.ANSWER_CHECKED_AGAIN);
            check(answer);
        }
    }

    /** Compares an answer with what is in the table. */
    void check(Answer answer) {
        List<String> truth =
                texts(world.tables.events().passing(answer.after().next(), answer.through(), answer.filter()));
        List<String> shown = texts(answer.events());
        if (!truth.equals(shown)) {
            throw violation(answer, truth, shown);
        }
    }

    /** Written out: whether two are equal must not be for the code under test to say. */
    private List<String> texts(List<StoredEvent> events) {
        return events.stream()
                .filter(stored -> !missable.contains(stored.event().key().toString()))
                .map(stored -> world.trace.name(stored.slot())
                        + world.trace.name(stored.event().key()) + " "
                        + stored.event().accepted().toEpochMilli() + " " + Invariants.content(stored.event()))
                .toList();
    }

    private Violation violation(Answer answer, List<String> truth, List<String> shown) {
        Set<String> missing = new HashSet<>(truth);
        shown.forEach(missing::remove);
        return new Violation(
                answer.who() + " was shown " + shown.size() + " of " + truth.size() + " events after "
                        + world.trace.name(answer.after()) + " through " + world.trace.name(answer.through())
                        + missing.stream()
                                .findFirst()
                                .map(one -> ", not " + one)
                                .orElse(""),
                answer.who());
    }
}
