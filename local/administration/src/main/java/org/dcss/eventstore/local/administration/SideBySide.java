package org.dcss.eventstore.local.administration;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;

/** Calls that are made side by side. */
public final class SideBySide {

    private SideBySide() {}

    /**
     * Makes all calls, as many at once as there are threads. All end before one's failure is told.
     *
     * @param what is done, for the message where it is interrupted
     * @return their results, in the calls' order
     */
    public static <T> List<T> all(ExecutorService threads, Collection<Callable<T>> calls, String what) {
        try {
            List<T> results = new ArrayList<>();
            for (Future<T> result : threads.invokeAll(calls)) {
                results.add(result.get());
            }
            return results;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while " + what, e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException failure ? failure : new IllegalStateException(e.getCause());
        }
    }
}
