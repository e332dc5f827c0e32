package org.dcss.eventstore.local.gateway;

import java.io.IOException;
import java.time.Clock;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.dcss.eventstore.local.function.FailureLog;
import org.dcss.eventstore.local.function.FunctionException;
import org.dcss.eventstore.local.function.LambdaFunction;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.Scheduler;

/** Turns a request into an invocation, and answers itself what no function is asked. */
final class RequestHandler extends Handler.Abstract {

    /** A larger body has to wait for its turn among the large ones, since a function makes much more of it. */
    private static final int SMALL_BODY = 256 * 1024;

    private final Map<Route, Throttle> routes = new LinkedHashMap<>();
    private final Throttle throttle;
    private final Cors cors;
    private final Hosts hosts;
    private final BodyBudget budget;
    private final Executor large;
    private final Executor reads;
    private final Clock clock;
    private final FailureLog log;

    /**
     * A handler.
     *
     * @param large runs the requests with large bodies, a few at a time
     * @param reads runs the others that submit nothing, a few at a time
     */
    RequestHandler(List<Route> routes, GatewayOptions options, Executor large, Executor reads, Clock clock) {
        routes.stream()
                .sorted(Comparator.comparing(Route::isGreedy))
                .forEach(route -> this.routes.put(route, new Throttle(route.limits(), clock)));
        this.throttle = new Throttle(options.limits(), clock);
        this.cors = options.cors();
        this.hosts = new Hosts(options.hosts());
        this.budget = new BodyBudget(options.bodyBytes());
        this.large = large;
        this.reads = reads;
        this.clock = clock;
        this.log = FailureLog.ofProcess(clock);
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        if (!hosts.answersTo(request)) {
            sendUnasked(GatewayAnswer.OTHER_HOST, request, response, callback);
            return true;
        }
        cors.answer(request, response.getHeaders());
        if (cors.isPreflight(request)) {
            sendUnasked(GatewayAnswer.NO_CONTENT, request, response, callback);
            return true;
        }
        if (request.getMethod().equals("POST") && WebPages.sent(request)) {
            sendUnasked(GatewayAnswer.OTHER_PAGE, request, response, callback);
            return true;
        }
        for (Map.Entry<Route, Throttle> entry : routes.entrySet()) {
            Route route = entry.getKey();
            Optional<Map<String, String>> parameters =
                    route.match(request.getMethod(), request.getHttpURI().getDecodedPath());
            if (parameters.isPresent()) {
                if (throttle.admits() && entry.getValue().admits()) {
                    serve(request, route, parameters.get(), response, callback);
                } else {
                    sendUnasked(GatewayAnswer.TOO_MANY, request, response, callback);
                }
                return true;
            }
        }
        sendUnasked(GatewayAnswer.NOT_FOUND, request, response, callback);
        return true;
    }

    private void serve(
            Request request, Route route, Map<String, String> parameters, Response response, Callback callback) {
        RequestBody.read(request, budget, new RequestBody.Outcome() {
            @Override
            public void whole(BodyBudget.Share body) {
                boolean isSmall = body.size() <= SMALL_BODY;
                if (isSmall && route.isForWriting()) {
                    answer(body);
                    return;
                }
                try {
                    (isSmall ? reads : large).execute(() -> answer(body));
                } catch (RejectedExecutionException e) {
                    body.release();
                    callback.failed(e);
                }
            }

            private void answer(BodyBudget.Share body) {
                GatewayAnswer answer;
                try {
                    byte[] bytes = body.take();
                    answer = bytes == null ? GatewayAnswer.BUSY : invoke(request, route, parameters, bytes);
                } finally {
                    body.release();
                }
                send(answer, request, response, callback);
            }

            @Override
            public void tooLarge() {
                send(GatewayAnswer.TOO_LARGE, request, response, callback);
            }

            @Override
            public void lost() {
                send(GatewayAnswer.BUSY, request, response, callback);
            }

            @Override
            public void failed(Throwable failure) {
                callback.failed(failure);
            }
        });
    }

    /** Answers whatever happens: a request that nobody completes would hold its connection for ever. */
    private GatewayAnswer invoke(Request request, Route route, Map<String, String> parameters, byte[] body) {
        try {
            if (PayloadFormat.isTooLarge(request, body)) {
                return GatewayAnswer.TOO_LARGE;
            }
            byte[] event = PayloadFormat.event(request, route, parameters, body, clock.instant());
            if (event.length > LambdaFunction.MAX_PAYLOAD_BYTES) {
                return GatewayAnswer.TOO_LARGE;
            }
            return PayloadFormat.answer(route.function().invoke(event));
        } catch (FunctionException e) {
            return GatewayAnswer.FAILED; // The function has told why.
        } catch (IOException | RuntimeException | Error e) {
            if (e instanceof HttpException) {
                return GatewayAnswer.BAD;
            }
            log.tell(route.key() + " failed", e);
            return GatewayAnswer.FAILED;
        }
    }

    /** Answers what needs no body, which is read all the same: otherwise its connection could serve no other request. */
    private static void sendUnasked(GatewayAnswer answer, Request request, Response response, Callback callback) {
        RequestBody.discard(request, () -> send(answer, request, response, callback), callback::failed);
    }

    /** To HEAD everything but the body, the body's length too: the server sees to that. */
    static void send(GatewayAnswer answer, Request request, Response response, Callback callback) {
        response.setStatus(answer.status());
        answer.headers().forEach(response.getHeaders()::put);
        response.getHeaders().put("X-Content-Type-Options", "nosniff"); // Also where no function was asked.
        Scheduler.Task tooSlow = TimeLimit.forAnswer(answer.body().remaining(), request);
        response.write(true, answer.body().slice(), Callback.from(tooSlow::cancel, callback));
    }
}
