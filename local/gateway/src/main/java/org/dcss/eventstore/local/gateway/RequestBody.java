package org.dcss.eventstore.local.gateway;

import java.util.function.Consumer;
import org.dcss.eventstore.local.function.LambdaFunction;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.Scheduler;

/** Reads a request's body, of limited size and within limited time, without a thread waiting for it. */
final class RequestBody {

    /** As API Gateway limits a payload. */
    private static final long MAX_BYTES = 10 * 1024 * 1024;

    /** More could not be passed to a function anyway: it is read, and not held. */
    private static final int MAX_HELD = LambdaFunction.MAX_PAYLOAD_BYTES;

    /** What becomes of a body; exactly one of these is called, once, and may block. */
    interface Outcome {
        /** All of it is there. */
        void whole(BodyBudget.Share body);

        void tooLarge();

        /** It had to give way to others. */
        void lost();

        void failed(Throwable failure);
    }

    private final Request request;
    private final BodyBudget.Share body;
    private final Outcome outcome;
    private final Scheduler.Task tooSlow;
    private long read;

    private RequestBody(Request request, BodyBudget.Share body, Outcome outcome) {
        this.request = request;
        this.body = body;
        this.outcome = outcome;
        this.tooSlow = TimeLimit.forBody(request);
    }

    /** Reads the body. A client that does not send it in time has its connection closed. */
    static void read(Request request, BodyBudget budget, Outcome outcome) {
        if (request.getLength() > MAX_BYTES) {
            discard(request, outcome::tooLarge, outcome::failed);
            return;
        }
        new RequestBody(request, budget.open(), outcome).readOn();
    }

    private void readOn() {
        while (true) {
            Content.Chunk chunk = request.read();
            if (chunk == null) {
                request.demand(this::readOn);
                return;
            }
            if (Content.Chunk.isFailure(chunk)) {
                tooSlow.cancel();
                body.release();
                outcome.failed(chunk.getFailure());
                return;
            }
            hold(chunk);
            boolean last = chunk.isLast() || read > 2 * MAX_BYTES;
            chunk.release();
            if (last) {
                tooSlow.cancel();
                end();
                return;
            }
        }
    }

    private void hold(Content.Chunk chunk) {
        read += chunk.remaining();
        if (read > MAX_HELD) {
            body.release();
            return;
        }
        byte[] bytes = new byte[chunk.remaining()];
        chunk.get(bytes, 0, bytes.length);
        body.add(bytes);
    }

    private void end() {
        if (read > MAX_HELD) {
            outcome.tooLarge();
        } else if (body.isLost()) {
            outcome.lost();
        } else {
            outcome.whole(body);
        }
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
