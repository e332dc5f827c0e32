package org.dcss.eventstore.benchmarks.harness;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** Clients that each send the next request as soon as the one before is answered. */
public final class ClosedLoop {

    /** A client, whose request says how much it got done, which may be nothing. */
    public record Client(AutoCloseable connection, Callable<Integer> request) {}

    /** What came of it, in the seconds until the last answer that counts. */
    public record Done(int count, double seconds) {
        public double perSecond() {
            return count / seconds;
        }
    }

    private ClosedLoop() {}

    /** Until the time is over, or so much is done. */
    public static Done run(int clients, Duration time, int most, Callable<Client> opening) throws Exception {
        AtomicInteger done = new AtomicInteger();
        AtomicLong last = new AtomicLong();
        List<Client> opened = new ArrayList<>();
        try {
            while (opened.size() < clients) {
                opened.add(opening.call());
            }
            long start = System.nanoTime();
            Parallel.each(clients, opened, client -> {
                while (System.nanoTime() - start < time.toNanos() && done.get() < most) {
                    int more = client.request().call();
                    if (more > 0) {
                        done.addAndGet(more);
                        last.accumulateAndGet(System.nanoTime() - start, Math::max);
                    }
                }
            });
        } finally {
            for (Client client : opened) {
                client.connection().close();
            }
        }
        return new Done(done.get(), last.get() / 1e9);
    }
}
