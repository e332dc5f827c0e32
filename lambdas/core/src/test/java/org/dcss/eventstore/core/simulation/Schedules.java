package org.dcss.eventstore.core.simulation;

import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;

/** Runs many seeds on all cores. */
final class Schedules {

    /** A seed whose schedule broke a promise. */
    record Failure(long seed, Violation violation) {

        /** What happened, and how to see it again. */
        String report(Mutant mutant) {
            Trace trace = replay(seed, mutant);
            return "seed " + seed + ": " + violation.what() + "\n" + trace.about(violation.subjects())
                    + "\n\nReplay it in full with\n  ./mvnw -pl lambdas/core -am test -Dsurefire.failIfNoSpecifiedTests=false -Dtest=SimulationTest -Dsimulation.seed="
                    + seed + (mutant == Mutant.NONE ? "" : " -Dsimulation.mutant=" + mutant.name()) + "\n";
        }
    }

    private final Mutant mutant;
    private final Coverage coverage = new Coverage();
    private final ConcurrentSkipListMap<Long, Violation> violations = new ConcurrentSkipListMap<>();

    Schedules(Mutant mutant) {
        this.mutant = mutant;
    }

    /** Runs the seeds in their order until one fails, which is then the first of them that does. */
    Optional<Failure> run(long first, long count) throws InterruptedException {
        AtomicLong next = new AtomicLong(first);
        Thread[] threads = new Thread[Runtime.getRuntime().availableProcessors()];
        for (int i = 0; i < threads.length; i++) {
            threads[i] = new Thread(() -> work(next, first + count), "schedules-" + i);
            threads[i].start();
        }
        for (Thread thread : threads) {
            thread.join();
        }
        return Optional.ofNullable(violations.firstEntry()).map(entry -> new Failure(entry.getKey(), entry.getValue()));
    }

    Coverage coverage() {
        return coverage;
    }

    private void work(AtomicLong next, long end) {
        Coverage own = new Coverage();
        for (long seed = next.getAndIncrement(); seed < end && violations.isEmpty(); seed = next.getAndIncrement()) {
            try {
                Simulation.run(seed, mutant, own, Trace.none());
            } catch (Violation violation) {
                violations.put(seed, violation);
            } catch (RuntimeException | Error fault) {
                violations.put(seed, new Violation("the protocol itself failed: " + fault));
                throw fault;
            }
        }
        synchronized (coverage) {
            coverage.add(own);
        }
    }

    /** Runs one seed again and keeps its trace. */
    static Trace replay(long seed, Mutant mutant) {
        Trace trace = Trace.kept();
        try {
            Simulation.run(seed, mutant, new Coverage(), trace);
        } catch (Violation violation) {
            trace.end(violation);
        }
        return trace;
    }
}
