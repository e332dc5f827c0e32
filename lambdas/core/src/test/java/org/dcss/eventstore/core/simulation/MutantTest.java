package org.dcss.eventstore.core.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import org.dcss.eventstore.core.KnownSeeds;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The simulation has teeth: it finds every fault that is put into the protocol. */
@Tag("slow")
@Tag("schedules")
class MutantTest {

    private static final long MOST_SEEDS = 100_000;

    @Test
    void everyMutantIsCaught() throws Exception {
        List<Mutant> survivors = new ArrayList<>();
        System.out.printf("%n%7s  %-48s %s%n", "seed", "mutant", "caught because");
        for (Mutant mutant : Mutant.all()) {
            Optional<Schedules.Failure> caught = search(mutant);
            System.out.printf(
                    "%7s  %-48s %s%n",
                    caught.map(failure -> Long.toString(failure.seed())).orElse("-"),
                    words(mutant),
                    caught.map(failure -> failure.violation().what()).orElse("SURVIVES"));
            if (caught.isEmpty()) {
                survivors.add(mutant);
            }
        }
        assertThat(survivors).isEmpty();
    }

    /** The seed that caught it before, and where that does so no more, all of them. */
    private static Optional<Schedules.Failure> search(Mutant mutant) throws InterruptedException {
        OptionalLong known = KnownSeeds.known(mutant.name()).findFirst();
        if (known.isPresent()) {
            Optional<Schedules.Failure> caught = new Schedules(mutant).run(known.getAsLong(), 1);
            if (caught.isPresent()) {
                return caught;
            }
            System.out.printf("known-seeds.properties: seed %d does not catch the next any more%n", known.getAsLong());
        }
        return new Schedules(mutant).run(1, MOST_SEEDS);
    }

    private static String words(Mutant mutant) {
        return mutant.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
