package org.dcss.eventstore.benchmarks.harness;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Work on several threads at once. The first failure is thrown, and interrupts the others. */
public final class Parallel {

    private Parallel() {}

    /** Does the same work on each of so many threads. */
    public static <T> List<T> onEach(int threads, Callable<T> work) throws Exception {
        return all(threads, Collections.nCopies(threads, work));
    }

    /** Does all the work on so many threads; returns the results in its order. */
    public static <T> List<T> all(int threads, List<Callable<T>> work) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            CompletionService<T> completion = new ExecutorCompletionService<>(pool);
            List<Future<T>> running = new ArrayList<>();
            for (Callable<T> one : work) {
                running.add(completion.submit(one));
            }
            for (int done = 0; done < running.size(); done++) {
                completion.take().get();
            }
            List<T> results = new ArrayList<>();
            for (Future<T> one : running) {
                results.add(one.get());
            }
            return results;
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
