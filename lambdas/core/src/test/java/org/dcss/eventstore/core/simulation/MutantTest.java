package org.dcss.eventstore.core.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The simulation has teeth: it finds every fault that is put into the protocol. */
class MutantTest {

    private static final long MOST_SEEDS = 100_000;

    @Test
    void everyMutantIsCaught() throws Exception {
        List<Mutant> survivors = new ArrayList<>();
        System.out.printf("%n%7s  %-48s %s%n", "seeds", "mutant", "caught because");
        for (Mutant mutant : Mutant.all()) {
            Optional<Schedules.Failure> caught = new Schedules(mutant).run(1, MOST_SEEDS);
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

    private static String words(Mutant mutant) {
        return mutant.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
