package org.dcss.eventstore.benchmarks.harness;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Work on several threads at once. The first failure is thrown, and interrupts the others. */
public final class Parallel {

    /** What is done with one of them. */
    @FunctionalInterface
    public interface Work<T> {
        void on(T one) throws Exception;
    }

    private Parallel() {}

    /** Does the work on all of them, on so many threads. */
    public static <T> void each(int threads, List<T> all, Work<T> work) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            CompletionService<Boolean> completion = new ExecutorCompletionService<>(pool);
            for (T one : all) {
                completion.submit(() -> {
                    work.on(one);
                    return true;
                });
            }
            for (int done = 0; done < all.size(); done++) {
                completion.take().get();
            }
        } finally {
            pool.shutdownNow();
        }
    }

    /** The list in parts of so many elements, the last of which may be shorter. */
    public static <T> List<List<T>> parts(int size, List<T> list) {
        List<List<T>> parts = new ArrayList<>();
        for (int i = 0; i < list.size(); i += size) {
            parts.add(list.subList(i, Math.min(i + size, list.size())));
        }
        return parts;
    }
}
