package org.dcss.eventstore.core;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What readers were shown, which must be all that there is and stay so for ever. */
final class ShownAnswers {

    /** An answer that says which passing events there are after a slot and through another. */
    record Answer(String who, Slot after, Slot through, Filter filter, List<StoredEvent> events) {}

    private static final int MOST_KEPT = 12;

    private final Simulation world;
    private final List<Answer> kept = new ArrayList<>();

    ShownAnswers(Simulation world) {
        this.world = world;
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
        List<StoredEvent> truth =
                world.tables.events().passing(answer.after().next(), answer.through(), answer.filter());
        if (!truth.equals(answer.events())) {
            throw violation(answer, truth);
        }
    }

    private Violation violation(Answer answer, List<StoredEvent> truth) {
        String shown = answer.who() + " was shown " + answer.events().size() + " of " + truth.size() + " events after "
                + world.trace.name(answer.after()) + " through " + world.trace.name(answer.through());
        Set<StoredEvent> missing = new HashSet<>(truth);
        answer.events().forEach(missing::remove);
        Optional<StoredEvent> one = missing.stream().findFirst();
        if (one.isEmpty()) {
            return new Violation(shown, answer.who());
        }
        String slot = world.trace.name(one.get().slot());
        String key = world.trace.name(one.get().event().key());
        return new Violation(shown + ", not " + key + " at " + slot, key, slot, answer.who());
    }
}
