package org.dcss.eventstore.intake.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.LongStream;
import org.dcss.eventstore.core.key.QuotaTable;
import org.dcss.eventstore.core.memory.MemoryQuotaTable;
import org.dcss.eventstore.intake.queue.QuotaSimulation.Gates;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What many functions together let one source pass, over every window of time. */
@Tag("schedules")
class QuotaSimulationTest {

    private static final Quota QUOTA = Quotas.DEFAULT;
    private static final Duration TIME = Duration.ofMinutes(1);
    private static final int SEEDS = 60;

    static LongStream seeds() {
        return LongStream.rangeClosed(1, SEEDS);
    }

    /** Beyond window and burst: a second of the source's time for each function, and what clocks differ by. */
    private static Duration stated(int functions) {
        return Duration.ofMillis(SourceUsage.MOST_OWED / 1_000)
                .multipliedBy(functions)
                .plus(QuotaSimulation.MAX_SKEW);
    }

    private static QuotaSimulation greedy(long seed, int functions, double failing, Gates gates) {
        int most = seed % 3 == 0 ? 500 : seed % 3 == 1 ? 1 : 40;
        int requests = most == 1 ? 2_000 : 60;
        return new QuotaSimulation(seed, QUOTA, functions, failing, gates).run(TIME, requests, most);
    }

    private static int functions(long seed) {
        return 1 + (int) (seed % 40);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void noWindowHoldsMoreThanIsStated(long seed) {
        QuotaSimulation run = greedy(seed, functions(seed), 0, QuotaSimulation::real);

        assertThat(run.worstExcess())
                .isLessThanOrEqualTo(stated(functions(seed)).plus(run.lost()));
        assertThat(run.passed())
                .as("what the quota allows does pass")
                .isGreaterThan(shorter(run.offered(), TIME.plus(QUOTA.burst()))
                        .multipliedBy(95)
                        .dividedBy(100));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void aSourceWithinItsQuotaIsNeverRefusedWhateverTheTableAnswers(long seed) {
        double failing = seed % 2 == 0 ? 1 : 0.2;
        QuotaSimulation run =
                new QuotaSimulation(seed, QUOTA, functions(seed), failing, QuotaSimulation::real).run(TIME, 20, 20);

        assertThat(run.passed()).isEqualTo(run.offered());
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void theTableIsAskedAboutOnceASecond(long seed) {
        int functions = functions(seed);
        QuotaSimulation run = greedy(seed, functions, 0, QuotaSimulation::real);

        // Two calls where the first answer was too far.
        long asked = functions * TIME.toSeconds() + run.passed().toSeconds() + run.ended();
        assertThat(run.calls()).isLessThan(2 * asked);
    }

    @Test
    void functionsThatDoNotLearnOfEachOtherAreFound() {
        assertThat(exceeding((quota, table) -> QuotaSimulation.real(quota, new MemoryQuotaTable())))
                .isGreaterThan(SEEDS / 2);
    }

    @Test
    void functionsThatAskButDoNotTellAreFound() {
        Gates asking = (quota, table) -> QuotaSimulation.real(quota, untold(table));
        assertThat(exceeding(asking)).isGreaterThan(SEEDS / 2);
    }

    private static long exceeding(Gates gates) {
        return seeds().filter(seed ->
                        greedy(seed, functions(seed), 0, gates).worstExcess().compareTo(stated(functions(seed))) > 0)
                .count();
    }

    private static QuotaTable untold(QuotaTable table) {
        return (src, now, amount, latest, expected) -> table.take(src, now, Duration.ZERO, latest, expected);
    }

    private static Duration shorter(Duration a, Duration b) {
        return a.compareTo(b) < 0 ? a : b;
    }
}
