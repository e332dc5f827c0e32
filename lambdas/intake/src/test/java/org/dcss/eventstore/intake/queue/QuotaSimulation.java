package org.dcss.eventstore.intake.queue;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.dcss.eventstore.core.ReadFailedException;
import org.dcss.eventstore.core.Source;
import org.dcss.eventstore.core.key.QuotaTable;
import org.dcss.eventstore.core.memory.MemoryQuotaTable;
import org.dcss.eventstore.intake.queue.SourceUsage.Admission;

/**
 * Many functions before one table, and one source that sends more than it may: at random moments, to a random function, one
 * event or many. Functions come, die with what they have not told, and have clocks that differ.
 */
final class QuotaSimulation {

    /** Of any two functions. */
    static final Duration MAX_SKEW = Duration.ofMillis(750);

    private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");
    private static final Source SRC = new Source("cpo");

    /** What passed at a moment: both in microseconds, the second of the source's time. */
    record Passed(long at, long cost) {}

    /** How a function decides; the real one, or one with a fault in it. */
    interface Gate {
        Admission admit(int[] bytes, Instant at);
    }

    interface Gates {
        Gate make(Quota quota, QuotaTable table);
    }

    private final Random random;
    private final Quota quota;
    private final Gates gates;
    private final double failing;
    private final int functions;
    private final List<Passed> passed = new ArrayList<>();
    private final QuotaTable table = new MemoryQuotaTable();
    private long offered;
    private long calls;
    private long lost;
    private long ended;

    QuotaSimulation(long seed, Quota quota, int functions, double failing, Gates gates) {
        this.random = new Random(seed);
        this.quota = quota;
        this.functions = functions;
        this.failing = failing;
        this.gates = gates;
    }

    /** A function as it is, which does by itself what the table does not answer. */
    static Gate real(Quota quota, QuotaTable table) {
        SourceUsage usage = new SourceUsage(SRC, quota, table);
        return (bytes, at) -> {
            try {
                return usage.admit(bytes, at);
            } catch (ReadFailedException e) {
                return usage.admitAlone(bytes, at);
            }
        };
    }

    /** A function, and what it has let pass that the table does not know of. */
    private final class Function implements QuotaTable {

        private final Gate gate = gates.make(quota, this);
        private final Duration ahead = Duration.ofMillis(random.nextLong(MAX_SKEW.toMillis() + 1));
        private long untold;

        long pass(int[] bytes, long at) {
            Instant clock = START.plus(at, ChronoUnit.MICROS).plus(ahead);
            long cost = cost(bytes, gate.admit(bytes, clock).events());
            untold += cost;
            return cost;
        }

        /** The table's answer, which may be lost on its way, whether what was asked was done or not. */
        @Override
        public Result take(Source src, Instant now, Duration amount, Instant latest, Instant expected) {
            calls++;
            boolean isLost = random.nextDouble() < failing;
            if (isLost && random.nextBoolean()) {
                throw new ReadFailedException("lost", new IOException());
            }
            Result result = table.take(src, now, amount, latest, expected);
            if (result instanceof Result.Taken) {
                untold -= amount.toNanos() / 1_000;
            }
            if (isLost) {
                throw new ReadFailedException("lost", new IOException());
            }
            return result;
        }
    }

    /** Sends so many requests a second, of up to so many events each, some of them large. */
    QuotaSimulation run(Duration time, int requestsPerSecond, int most) {
        Function[] running = new Function[functions];
        Arrays.setAll(running, i -> new Function());
        long end = time.toNanos() / 1_000;
        for (long at = 0; at < end; at += 1 + random.nextLong(2_000_000L / requestsPerSecond)) {
            int place = random.nextInt(functions);
            if (random.nextInt(20 * requestsPerSecond) == 0) {
                ended++;
                lost += Math.max(0, running[place].untold);
                running[place] = new Function();
            }
            int[] bytes = new int[1 + random.nextInt(most)];
            Arrays.setAll(bytes, i -> random.nextInt(20) == 0 ? 5_000 : 600);
            passed.add(new Passed(at, running[place].pass(bytes, at)));
            offered += cost(bytes, bytes.length);
        }
        return this;
    }

    private long cost(int[] bytes, int events) {
        long cost = 0;
        for (int i = 0; i < events; i++) {
            cost += quota.cost(bytes[i]);
        }
        return cost;
    }

    /** By how much, at worst, the source's time that passed within a window exceeds the window and the burst. */
    Duration worstExcess() {
        long worst = 0;
        long filled = 0;
        long last = 0;
        for (Passed one : passed) {
            filled = Math.max(filled - (one.at() - last), 0) + one.cost();
            last = one.at();
            worst = Math.max(worst, filled);
        }
        return micros(worst - quota.burstMicros());
    }

    /** What passed, of what was offered, in the source's time. */
    Duration passed() {
        return micros(passed.stream().mapToLong(Passed::cost).sum());
    }

    Duration offered() {
        return micros(offered);
    }

    /** What functions let pass that the table never learnt of, for they ended or no answer came. */
    Duration lost() {
        return micros(lost);
    }

    /** How many functions ended, and others began in their place. */
    long ended() {
        return ended;
    }

    long calls() {
        return calls;
    }

    private static Duration micros(long micros) {
        return Duration.of(micros, ChronoUnit.MICROS);
    }
}
