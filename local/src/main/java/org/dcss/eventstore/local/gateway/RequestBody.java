package org.dcss.eventstore.local.gateway;

import java.util.function.Consumer;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.Promise;
import org.eclipse.jetty.util.thread.Invocable.InvocationType;
import org.eclipse.jetty.util.thread.Scheduler;

/** Reads a request's body, of limited size and within limited time, without a thread waiting for it. */
final class RequestBody {

    /** As API Gateway limits a payload. */
    private static final int MAX_BYTES = 10 * 1024 * 1024;

    private RequestBody() {}

    /**
     * Reads the body. A client that does not send it in time has its connection closed.
     *
     * @param read takes the body; may block
     */
    static void read(Request request, Consumer<byte[]> read, Runnable tooLarge, Consumer<Throwable> failed) {
        if (request.getLength() > MAX_BYTES) {
            discard(request, tooLarge, failed);
            return;
        }
        Scheduler.Task tooSlow = TimeLimit.forBody(request);
        Promise.Invocable<byte[]> whole = Promise.Invocable.from(
                InvocationType.BLOCKING,
                body -> {
                    tooSlow.cancel();
                    read.accept(body);
                },
                failure -> {
                    tooSlow.cancel();
                    if (failure instanceof IllegalStateException) {
                        tooLarge.run();
                    } else {
                        failed.accept(failure);
                    }
                });
        Content.Source.asByteArrayAsync(request, MAX_BYTES, whole);
    }

    /**
     * Reads the body and throws it away, unless it is far too large. Most clients look for an answer only when all is
     * sent, and lose it if the connection is closed on them.
     */
    static void discard(Request request, Runnable then, Consumer<Throwable> failed) {
        if (request.getLength() > 2L * MAX_BYTES) {
            then.run();
            return;
        }
        Scheduler.Task tooSlow = TimeLimit.forBody(request);
        Content.Source.consumeAll(
                request,
                Callback.from(
                        () -> {
                            tooSlow.cancel();
                            then.run();
                        },
                        failure -> {
                            tooSlow.cancel();
                            failed.accept(failure);
                        }));
    }
}
